-- Replaces documents of bench/Fill.java at random. Each wrk thread has one connection and documents
-- of its own. It knows the first tag of each, and takes later ones from the answers, 412s included:
-- so that few are refused, each run has a part of the documents to itself, spread over all of them.
-- Arguments: how many documents there are, how many threads, which part, of how many.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  documents, step = tonumber(args[1]), tonumber(args[2])
  part, parts = tonumber(args[3]), tonumber(args[4])
  math.randomseed(os.time() + id)
  tags, current = {}, nil
  n = os.time() * 1000
  pad = string.rep("x", 980)
end
function request()
  n = n + 1
  current = (math.random(0, math.floor(documents / parts / step) - 1) * step + id) * parts + part
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
