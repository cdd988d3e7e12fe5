-- Replaces documents of bench/Fill.java at random. Each wrk thread has one connection and documents
-- of its own. It knows the first tag of each, and takes later ones from the answers, 412s included.
-- Arguments: how many documents there are, how many threads.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  documents, step = tonumber(args[1]), tonumber(args[2])
  math.randomseed(os.time() + id)
  tags, current = {}, nil
  n = os.time() * 1000
  pad = string.rep("x", 980)
end
function request()
  n = n + 1
  current = math.random(0, math.floor(documents / step) - 1) * step + id
  local fields = {
    ["Content-Type"] = "application/json",
    ["If-Match"] = tags[current] or '"1-0000000000000000"',
  }
  local body = '{"n":' .. n .. ',"by":' .. id .. ',"pad":"' .. pad .. '"}'
  return wrk.format("PUT", "/v1/notes/d" .. current, fields, body)
end
function response(status, fields)
  tags[current] = fields["ETag"]
end
