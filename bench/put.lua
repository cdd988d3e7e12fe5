-- Replaces resources that were created before. Nobody else does, so the tag of each next version is
-- known without reading the answer, which would cost the generator as much as the server spends; a
-- wrong guess is counted as refused. Each thread goes round its own resources, several for each of
-- its connections, so that none is asked for again before it was answered. Arguments: where the
-- resources are, how many each thread has, the incarnation of each; then "keyed", if each request
-- is to have an Idempotency-Key of its own.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  path = args[1] .. id .. "-"
  count = tonumber(args[2])
  keyed = args[#args] == "keyed"
  resources = {}
  for i = 1, count do
    resources[i] = { path = path .. i, incarnation = args[2 + id * count + i], version = 0 }
  end
  -- Of the first thread wrk makes one request that it does not send.
  turn = id == 0 and 0 or 1
  pad = string.rep("x", 1000)
end
function request()
  if turn == 0 then
    turn = 1
    return wrk.format("GET", path)
  end
  local resource = resources[turn]
  turn = turn % count + 1
  resource.version = resource.version + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["If-Match"] = '"' .. resource.version .. "-" .. resource.incarnation .. '"',
  }
  if keyed then
    headers["Idempotency-Key"] = '"' .. resource.path .. "-" .. resource.version .. '"'
  end
  local body = '{"n":' .. resource.version .. ',"pad":"' .. pad .. '"}'
  return wrk.format("PUT", resource.path, headers, body)
end
