-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Puts copies down, each key once for ever: KEYS[2] remembers which have arrived. KEYS from 3 on; ARGV from 2 on, per key: bytes
-- (empty when there was nothing), when it expires (0 for never). A copy that cannot be put down has not arrived.
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local landed = 0
for i = 3, #KEYS do
  local bytes, expires = ARGV[2 * i - 4], ARGV[2 * i - 3]
  if redis.call("SISMEMBER", KEYS[2], KEYS[i]) == 0 then
    if bytes ~= "" and (expires == "0" or tonumber(expires) > now) then
      if expires == "0" then
        redis.call("RESTORE", KEYS[i], 0, bytes, "REPLACE")
      else
        redis.call("RESTORE", KEYS[i], expires, bytes, "REPLACE", "ABSTTL")
      end
      landed = landed + 1
    end
    redis.call("SADD", KEYS[2], KEYS[i])
  end
end
return landed
