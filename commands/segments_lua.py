"""The Lua that the entries of segments share: piece tables on Redis.

A table is a list of JSON triples ``[start, stop, key]``. To find the piece that has an item without
walking through all of a large table, a text beside it says how many pieces and items are in each of
its blocks. Whether that is still true of the table is told by the lengths of the table and of the
list of its own items: what programs of version 0.3 do to a table changes one of them, save that a
deletion at the edge of a piece is not seen.
"""

from znsocket.commands.list_lua import EDITING

#: Finding pieces.
PIECES = """
local table_key = KEYS[1]
-- Beside the table, also in a cluster.
local index_key = 'znsocket.Index:'
  .. (table_key:find('{[^}]+}') and table_key or '{' .. table_key .. '}')
local own_key = KEYS[2] or table_key:gsub('^znsocket%.Segments:', 'znsocket.List:')
-- Pieces of a block when it is made, and the most of one that has grown.
local BLOCK, LARGE = 64, 128

-- First item of a piece, the one behind its last, and what follows in its text. What cannot be read
-- has no items, such as what version 0.3 puts into a table while it changes it.
local function span(text)
  local first, last, rest = text:match('^%s*%[%s*(%d+)%s*,%s*(%d+)%s*,()')
  first, last = tonumber(first or 0), tonumber(last or 0)
  return first, math.max(first, last), rest
end
local function key_of(text)
  local _, _, rest = span(text)
  local key = rest and text:match('^%s*"(.*)"%s*%]$', rest) or ''
  return key:find('\\\\', 1, true) and cjson.decode('["' .. key .. '"]')[1] or key
end
local function piece(first, last, key)
  return string.format('[%d, %d, %s]', first, last, (cjson.encode(key):gsub('\\\\/', '/')))
end
local function load(from, count)
  return redis.call('LRANGE', table_key, from, from + count - 1)
end
local function items(texts)
  local sum = 0
  for _, text in ipairs(texts) do
    local first, last = span(text)
    sum = sum + last - first
  end
  return sum
end
local function stamp()
  return redis.call('LLEN', table_key) .. ' ' .. redis.call('LLEN', own_key)
end
local function save(index)
  index.stamp = stamp()
  redis.call('SET', index_key, cmsgpack.pack(index))
end

-- The blocks of the table: how many pieces and items each has; the number of items is not known
-- when there is one only.
local function blocks()
  local count = redis.call('LLEN', table_key)
  if count <= LARGE then return {pieces = {count}, items = {}} end
  local packed = redis.call('GET', index_key)
  local index = packed and cmsgpack.unpack(packed)
  if not index or index.stamp ~= stamp() then
    index = {pieces = {}, items = {}}
    for from = 0, count - 1, BLOCK do
      local texts = load(from, BLOCK)
      index.pieces[#index.pieces + 1] = #texts
      index.items[#index.items + 1] = items(texts)
    end
    save(index)
  end
  return index
end
-- The number of items.
local function total(index)
  if #index.items == 0 then return items(load(0, index.pieces[1])) end
  local sum = 0
  for _, count in ipairs(index.items) do sum = sum + count end
  return sum
end
-- Where an item is: its block, the pieces of that and the place of the first of them in the table,
-- its piece in there, and its place in the piece. Behind the last item, that is behind the last
-- piece.
local function find(index, at)
  local from, number = 0, 1
  while number < #index.pieces and at >= index.items[number] do
    from, at = from + index.pieces[number], at - index.items[number]
    number = number + 1
  end
  local texts = load(from, index.pieces[number])
  for i, text in ipairs(texts) do
    local first, last = span(text)
    if at < last - first then
      return {number = number, texts = texts, from = from, at = i, cut = at}
    end
    at = at - (last - first)
  end
  return {number = number, texts = texts, from = from, at = #texts + 1, cut = 0}
end
-- An item: its text, or the key and the index where else it is.
local function held(place)
  local text = place.texts[place.at]
  if not text then return {} end
  local key, at = key_of(text), span(text) + place.cut
  local item = redis.call('LINDEX', key, at)
  return item and {item} or {key, at}
end
-- The items from `start` to before `stop`; false for one that is not in the store.
local function collect(index, start, stop)
  local found, count, left = {}, 0, stop - start
  if left <= 0 then return found end
  local place = find(index, start)
  local texts, from, at, cut = place.texts, place.from, place.at, place.cut
  while left > 0 do
    local text = texts[at]
    if not text then
      from, at = from + #texts, 1
      texts = load(from, 4 * BLOCK)
      text = texts[1]
      if not text then break end
    end
    local first, last = span(text)
    local some = math.min(last - first - cut, left)
    if some > 0 then
      first = first + cut
      local items = redis.call('LRANGE', key_of(text), first, first + some - 1)
      for i = 1, some do found[count + i] = items[i] or false end
      count, left = count + some, left - some
    end
    at, cut = at + 1, 0
  end
  return found
end
"""

#: Changing tables.
CUTTING = (
    EDITING
    + PIECES
    + """
-- The piece that texts are in the list of own items, behind which they are put; nil of none.
local function added(texts)
  if #texts == 0 then return nil end
  local first = redis.call('LLEN', own_key)
  for i = 1, #texts, 4000 do
    redis.call('RPUSH', own_key, unpack(texts, i, math.min(i + 3999, #texts)))
  end
  return piece(first, first + #texts, own_key)
end
-- The piece that two make together, if the second goes on where the first ends.
local function joined(one, new)
  local first, last = span(one)
  local start, stop = span(new)
  if last == start and key_of(one) == key_of(new) then return piece(first, stop, key_of(one)) end
end
-- Put texts in the place of others in the table. The commands for single elements are much faster
-- than moving all that lies behind, and exact where an element is the first of its kind.
local function rewrite(position, old, new)
  local size = redis.call('LLEN', table_key)
  local same = math.min(#old, #new)
  if position + #old == size and #new >= #old or #new == #old then
    for i = 1, same do redis.call('LSET', table_key, position + i - 1, new[i]) end
    if #new > #old then redis.call('RPUSH', table_key, unpack(new, same + 1)) end
    return
  end
  local change = math.max(#old, #new) - same
  local pivot = redis.call('LINDEX', table_key, position + same)
  local sure = change <= 2 and redis.call('LPOS', table_key, pivot) == position + same
  for _, text in ipairs(new) do sure = sure and text ~= pivot end
  if not sure or #new < #old and change > 1 then
    splice(position, position + #old, new, size)
    return
  end
  for i = 1, same do redis.call('LSET', table_key, position + i - 1, new[i]) end
  for i = same + 1, #new do redis.call('LINSERT', table_key, 'BEFORE', pivot, new[i]) end
  if #new < #old then redis.call('LREM', table_key, 1, pivot) end
end
-- Put a new piece, if any, in the place of the items from `start` to before `stop`.
local function replace(index, start, stop, new)
  local here, there = find(index, start), find(index, stop)
  local at, texts = here.at, {}
  if here.cut > 0 then
    local text = here.texts[at]
    local first = span(text)
    texts[1] = piece(first, first + here.cut, key_of(text))
  elseif at > 1 and new and joined(here.texts[at - 1], new) then
    at = at - 1
    texts[1] = here.texts[at]
  end
  if new then
    local one = #texts > 0 and joined(texts[#texts], new)
    texts[one and #texts or #texts + 1] = one or new
  end
  local behind = there.at
  if there.cut > 0 then
    local text = there.texts[behind]
    local first, last = span(text)
    texts[#texts + 1] = piece(first + there.cut, last, key_of(text))
    behind = behind + 1
  end
  local position = here.from + at - 1
  local count = there.from + behind - 1 - position
  local old = count > 0 and load(position, count) or {}
  if #texts == 0 and count > 0 and count == redis.call('LLEN', table_key) then
    -- A table without a piece would be none, and made anew from its origin.
    texts[1] = piece(0, 0, key_of(old[1]))
  end
  rewrite(position, old, texts)
  if #index.items == 0 then return end
  local number = here.number
  local grown = index.pieces[number] + #texts - count
  if number == there.number and grown > 0 and grown <= LARGE then
    local gained = new and items({new}) or 0
    index.pieces[number] = grown
    index.items[number] = index.items[number] + gained - (stop - start)
    save(index)
  else
    redis.call('DEL', index_key)
  end
end
"""
)
