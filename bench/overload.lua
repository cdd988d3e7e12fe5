-- GETs or PUTs of many connections, each at once after the last answer: far more than can be answered.
-- Counts good answers and refusals.
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() good = 0; refused = 0; other = 0 end
function request()
  return wrk.format("POST", "/v1/notes", { ["Content-Type"] = "application/json" }, '{"n":1}')
end
function response(status)
  if status == 201 then good = good + 1
  elseif status == 503 then refused = refused + 1
  else other = other + 1 end
end
function done(summary, latency)
  local g, r, o = 0, 0, 0
  for _, t in ipairs(threads) do g = g + t:get("good"); r = r + t:get("refused"); o = o + t:get("other") end
  local s = summary.duration / 1e6
  io.write(string.format("%.0f | %.0f | %.0f | %.1f\n", g / s, r / s, o / s, latency:percentile(99) / 1000))
end
