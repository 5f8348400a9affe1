-- Tells this server a layout, unless it knows a newer one or belongs to another fleet. KEYS: id, version, text and fleet of the
-- layout, arrivals of the migration before. ARGV: id, version, text, fleet. Answers the text that holds here from now on.
local fleet = redis.call("GET", KEYS[4])
local held = tonumber(redis.call("GET", KEYS[2]) or "0")
if (not fleet or fleet == ARGV[4]) and held < tonumber(ARGV[2]) then
  redis.call("MSET", KEYS[1], ARGV[1], KEYS[2], ARGV[2], KEYS[3], ARGV[3], KEYS[4], ARGV[4])
  redis.call("UNLINK", KEYS[5])
end
return redis.call("GET", KEYS[3])
