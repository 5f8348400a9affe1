-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Answers per key: 0 when it has not arrived yet, else {1, field, value, ...}.
local answers = {}
for i = 3, #KEYS do
  if ARGV[2] == "1" and redis.call("SISMEMBER", KEYS[2], KEYS[i]) == 0 then
    answers[i - 2] = 0
  else
    local fields = redis.call("HGETALL", KEYS[i])
    table.insert(fields, 1, 1)
    answers[i - 2] = fields
  end
end
return answers
