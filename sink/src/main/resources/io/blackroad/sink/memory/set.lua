-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- ARGV from 3 on, per key: value, milliseconds to live (0 for ever). Answers per key: 0 when it has not arrived yet, else 1.
local answers = {}
for i = 3, #KEYS do
  local at = 2 * i - 3
  if ARGV[2] == "1" and redis.call("SISMEMBER", KEYS[2], KEYS[i]) == 0 then
    answers[i - 2] = 0
  else
    if ARGV[at + 1] == "0" then
      redis.call("SET", KEYS[i], ARGV[at])
    else
      redis.call("SET", KEYS[i], ARGV[at], "PX", ARGV[at + 1])
    end
    answers[i - 2] = 1
  end
end
return answers
