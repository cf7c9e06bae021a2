"""The Lua that the entries of dict collections share.

A hash of Redis keeps the order of insertion only as long as it is small (``listpack``). When it
grows beyond, the order is kept in a sorted set beside it.
"""

#: The order of fields, and changes that keep it.
FIELDS = """
local key = KEYS[1]
-- Beside the key, also in a cluster.
local function order_of(name)
  return 'znsocket.Order:' .. (name:find('{[^}]+}') and name or '{' .. name .. '}')
end
local order = order_of(key)
local function large() return redis.call('OBJECT', 'ENCODING', key) == 'hashtable' end
local function each(list, count, call)
  for i = 1, #list, count do call(i, math.min(i + count - 1, #list)) end
end
local function remember(fields, first)
  local scored = {}
  for i, field in ipairs(fields) do
    scored[2 * i - 1], scored[2 * i] = first + i, field
  end
  each(scored, 4000, function(from, to) redis.call('ZADD', order, unpack(scored, from, to)) end)
end
-- Set fields and return how many are new.
local function put(fields, items)
  local before = not large() and redis.call('HKEYS', key)
  local new = {}
  for i, field in ipairs(fields) do
    if redis.call('HSET', key, field, items[i]) == 1 then new[#new + 1] = field end
  end
  if large() then
    if before then
      redis.call('DEL', order)
      remember(before, 0)
      remember(new, #before)
    else
      local last = redis.call('ZREVRANGE', order, 0, 0, 'WITHSCORES')
      remember(new, tonumber(last[2] or 0))
    end
  end
  return #new
end
-- Remove fields and return those that were there.
local function drop(fields)
  local gone, ordered = {}, large()
  for _, field in ipairs(fields) do
    if redis.call('HDEL', key, field) == 1 then
      gone[#gone + 1] = field
      if ordered then redis.call('ZREM', order, field) end
    end
  end
  if ordered and redis.call('EXISTS', key) == 0 then redis.call('DEL', order) end
  return gone
end
-- All fields and their values, one after the other, in the order in which they came. Those that
-- were set by a program that does not keep the order come last.
local function pairs_in_order()
  if not large() then return redis.call('HGETALL', key) end
  local found, seen = {}, {}
  local fields = redis.call('ZRANGE', order, 0, -1)
  each(fields, 4000, function(from, to)
    local items = redis.call('HMGET', key, unpack(fields, from, to))
    for i = from, to do
      local item = items[i - from + 1]
      if item then
        seen[fields[i]] = true
        found[#found + 1], found[#found + 2] = fields[i], item
      end
    end
  end)
  if #found ~= 2 * redis.call('HLEN', key) then
    local all = redis.call('HGETALL', key)
    for i = 1, #all, 2 do
      if not seen[all[i]] then found[#found + 1], found[#found + 2] = all[i], all[i + 1] end
    end
  end
  return found
end
-- Every second of them, from the first or the second on.
local function every_second(list, first)
  local picked = {}
  for i = first, #list, 2 do picked[#picked + 1] = list[i] end
  return picked
end
"""
