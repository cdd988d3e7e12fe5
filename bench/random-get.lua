-- Reads documents of bench/Fill.java at random. Argument: how many there are.
function init(args)
  documents = tonumber(args[1])
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 100000)
end
function request()
  return wrk.format("GET", "/v1/notes/d" .. math.random(0, documents - 1))
end
