-- KEYS[1] id of the layout that this server was told last, ARGV[1] the caller's: another one means another owner.
local held = redis.call("GET", KEYS[1])
if held ~= ARGV[1] then return redis.error_reply("STALELAYOUT " .. (held or "none")) end

-- Newest part of each kind wins. ARGV from 3 on, per key: when it expires (milliseconds since 1970), count of its parts, and per
-- part: kind, mark, text. Marks are numbers of fixed width, so that they compare as text. Answers per key: 0 when it has not
-- arrived yet, else 1 when nothing in it was new, 2 when something was.
local answers = {}
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = 3
for i = 3, #KEYS do
  local expires, parts = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  at = at + 2
  if ARGV[2] == "1" and redis.call("SISMEMBER", KEYS[2], KEYS[i]) == 0 then
    answers[i - 2] = 0
  else
    local answer = 1
    for part = 0, parts - 1 do
      local kind, mark, text = ARGV[at + 3 * part], ARGV[at + 3 * part + 1], ARGV[at + 3 * part + 2]
      local held = redis.call("HGET", KEYS[i], kind .. "@")
      if not held or held < mark then
        redis.call("HSET", KEYS[i], kind, text, kind .. "@", mark)
        answer = 2
      end
    end
    if answer == 2 and expires - now > redis.call("PTTL", KEYS[i]) then
      redis.call("PEXPIREAT", KEYS[i], string.format("%.0f", expires))
    end
    answers[i - 2] = answer
  end
  at = at + 3 * parts
end
return answers
