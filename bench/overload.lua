-- POSTs of many connections, each as many milliseconds after its last answer as the argument says.
-- Counts good answers and refusals.
local threads = {}
function setup(thread) table.insert(threads, thread) end
local pause = 0
function init(args) good = 0; refused = 0; other = 0; pause = tonumber(args[1]) end
-- Spread, or all would come at once.
function delay() return math.random(0, 2 * pause) end
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
