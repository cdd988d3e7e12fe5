-- Each wrk thread has one connection and one resource of its own: it creates it, and then replaces
-- it again and again with the tag of the last answer.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init()
  path = "/v1/notes/put-" .. id .. "-" .. os.time()
  etag = nil
  n = 0
  pad = string.rep("x", 1000)
end
function request()
  n = n + 1
  local headers = { ["Content-Type"] = "application/json" }
  if etag then headers["If-Match"] = etag else headers["If-None-Match"] = "*" end
  return wrk.format("PUT", path, headers, '{"n":' .. n .. ',"pad":"' .. pad .. '"}')
end
function response(status, headers)
  etag = headers["ETag"]
end
