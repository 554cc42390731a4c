-- POST /exchange/v1/entries/{code}/{means} with a body drawn at random from the file REQUESTS, one a line.
local bodies = {}
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("seed", threads)
end

function init()
    math.randomseed(seed)
    for line in io.lines(os.getenv("REQUESTS")) do bodies[#bodies + 1] = line end
    path = "/exchange/v1/entries/" .. os.getenv("ENTRY") .. "/" .. os.getenv("MEANS")
    headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TOKEN") }
end

function request()
    return wrk.format("POST", path, headers, bodies[math.random(#bodies)])
end
