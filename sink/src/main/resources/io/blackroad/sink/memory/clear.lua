-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Removes what has arrived elsewhere. KEYS from 2 on.
local gone = 0
for i = 2, #KEYS do
  gone = gone + redis.call("UNLINK", KEYS[i])
end
return gone
