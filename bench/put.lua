-- Each wrk thread has one connection and one resource of its own, created before, and replaces it
-- again and again. Nobody else does, so the tag of the next version is known without reading the
-- answer, which would cost the generator as much as the request costs the server; a wrong guess is
-- counted as refused. Arguments: where the resources are, then the incarnation of each. With a third
-- kind of argument, "keyed", each request has an Idempotency-Key of its own.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  path = args[1] .. id
  incarnation = args[2 + id]
  keyed = args[#args] == "keyed"
  -- Of the first thread wrk makes one request that it does not send.
  version = id == 0 and -1 or 0
  pad = string.rep("x", 1000)
end
function request()
  version = version + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["If-Match"] = '"' .. version .. "-" .. incarnation .. '"',
  }
  if keyed then headers["Idempotency-Key"] = '"' .. path .. "-" .. version .. '"' end
  return wrk.format("PUT", path, headers, '{"n":' .. version .. ',"pad":"' .. pad .. '"}')
end
