-- GET /person/{id} of an identifier drawn at random from the file REQUESTS, one a line.
local ids = {}
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("seed", threads)
end

function init()
    math.randomseed(seed)
    for line in io.lines(os.getenv("REQUESTS")) do ids[#ids + 1] = line end
end

function request()
    return wrk.format("GET", "/person/" .. ids[math.random(#ids)])
end
