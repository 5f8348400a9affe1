-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Copies of keys as they lie here. KEYS from 2 on. Answers per key: {} when it is not here, else {bytes, when it expires in
-- milliseconds since 1970, or 0}.
local answers = {}
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #KEYS do
  local bytes = redis.call("DUMP", KEYS[i])
  local ttl = bytes and redis.call("PTTL", KEYS[i])
  answers[i - 1] = bytes and {bytes, ttl < 0 and "0" or string.format("%.0f", now + ttl)} or {}
end
return answers
