"""The Lua that the entries of list collections share."""

#: Python's slices, pushing any number of values, and replacing a part of a list.
EDITING = """
local key = KEYS[1]
-- An index of Python's as one from 0, or nil when it is outside.
local function place(index, size)
  if index < 0 then index = index + size end
  if index >= 0 and index < size then return index end
end
-- Where Python's slice begins and ends in a list of `size` elements, and its step, made no larger
-- than it need be: sums with it have to be exact.
local function bounds(start, stop, step, size)
  local low, high = 0, size
  step = math.max(-size - 2, math.min(step or 1, size + 2))
  if step < 0 then low, high = -1, size - 1 end
  local function within(index, missing)
    if not index then return missing end
    if index < 0 then index = index + size end
    return math.max(low, math.min(index, high))
  end
  if step < 0 then return within(start, high), within(stop, low), step end
  return within(start, low), within(stop, high), step
end
-- One command takes a few thousand values at the most.
local function push(values, name)
  for i = 1, #values, 4000 do
    redis.call(name or 'RPUSH', key, unpack(values, i, math.min(i + 3999, #values)))
  end
end
local function reversed(values)
  local list = {}
  for i = #values, 1, -1 do list[#list + 1] = values[i] end
  return list
end
-- Put `values` in the place of the elements from `start` to before `stop`: what lies beyond them
-- on the shorter side is taken off and put back. The list is never empty in between, for that
-- would end the key and its time to live.
local function splice(start, stop, values, size)
  if size - stop <= start then
    local tail = stop < size and redis.call('LRANGE', key, stop, -1) or {}
    if start > 0 then
      redis.call('LTRIM', key, 0, start - 1)
      push(values)
      push(tail)
    else
      push(values)
      push(tail)
      redis.call('LTRIM', key, size, -1)
    end
  else
    local head = start > 0 and redis.call('LRANGE', key, 0, start - 1) or {}
    redis.call('LTRIM', key, stop, -1)
    push(reversed(values), 'LPUSH')
    push(reversed(head), 'LPUSH')
  end
end
-- The elements from `start` to before `stop`.
local function range(start, stop)
  return stop > start and redis.call('LRANGE', key, start, stop - 1) or {}
end
"""

#: JSON compared as Python compares what it stands for.
COMPARING = """
-- The value of a JSON text, nil for another; an empty array, which the decoder takes for an empty
-- object, is marked.
local function decoded(text)
  if text:find('%[%s*%]') then
    local parts, at = {}, 1
    while true do
      local found = text:find('["%[]', at)
      if not found then break end
      local stop = found
      if text:sub(found, found) == '"' then
        repeat
          stop = text:find('["\\\\\\\\]', stop + 1)
          local escaped = text:sub(stop, stop) == '\\\\'
          if escaped then stop = stop + 1 end
        until not escaped
        parts[#parts + 1] = text:sub(at, stop)
      else
        local close = text:match('^%[%s*()%]', found)
        stop = close or found
        parts[#parts + 1] = text:sub(at, found) .. (close and '"\\\\u0000[]"]' or '')
      end
      at = stop + 1
    end
    text = table.concat(parts) .. text:sub(at)
  end
  local done, value = pcall(cjson.decode, text)
  if done then return value end
end
local function counted(value)
  if type(value) == 'boolean' then return value and 1 or 0 end
  return value
end
local function same(one, other)
  one, other = counted(one), counted(other)
  if type(one) ~= 'table' or type(other) ~= 'table' then return one == other end
  for key, value in pairs(one) do
    if other[key] == nil or not same(value, other[key]) then return false end
  end
  for key in pairs(other) do
    if one[key] == nil then return false end
  end
  return true
end
"""

#: What orders JSON as Python orders what it stands for.
ORDERING = (
    COMPARING
    + """
local function array(value)
  return type(value) == 'table' and value[1] ~= nil
end
local function called(value)
  if value == cjson.null then return 'NoneType' end
  if type(value) == 'boolean' then return 'bool' end
  if type(value) == 'number' then return math.floor(value) == value and 'int' or 'float' end
  return type(value) == 'string' and 'str' or array(value) and 'list' or 'dict'
end
-- By octet: the language's own comparison is by the server's locale.
local function before(one, other)
  for i = 1, math.min(#one, #other) do
    local a, b = one:byte(i), other:byte(i)
    if a ~= b then return a < b end
  end
  return #one < #other
end
local function elements(list)
  return list[1] == '\\0[]' and #list == 1 and {} or list
end
local function less(one, other)
  local a, b = counted(one), counted(other)
  if type(a) == 'number' and type(b) == 'number' then return a < b end
  if type(a) == 'string' and type(b) == 'string' then return before(a, b) end
  if array(a) and array(b) then
    a, b = elements(a), elements(b)
    for i = 1, math.min(#a, #b) do
      if not same(a[i], b[i]) then return less(a[i], b[i]) end
    end
    return #a < #b
  end
  error("'<' not supported between instances of '" .. called(one) .. "' and '" .. called(other)
    .. "'", 0)
end
"""
)
