-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Answers per key: 0 when it has not arrived yet, else {1} or {1, value}.
local answers = {}
for i = 3, #KEYS do
  if ARGV[2] == "1" and redis.call("SISMEMBER", KEYS[2], KEYS[i]) == 0 then
    answers[i - 2] = 0
  else
    local value = redis.call("GET", KEYS[i])
    answers[i - 2] = value and {1, value} or {1}
  end
end
return answers
