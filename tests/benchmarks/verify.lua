-- SPDX-License-Identifier: Apache-2.0
-- For wrk: GET /verify, each time with another key, at random among all in the file named in KEYS.
-- A line of it has a platform's 24 characters, a secret's 53 and a line end.
local width = 24 + 53 + 1
local file = assert(io.open(os.getenv("KEYS"), "rb"))
local keys = file:read("*a")
file:close()
local count = #keys / width
local head

function init()
    math.randomseed(os.time())
    head = "GET /verify HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port .. "\r\nX-company-id: "
end

function request()
    local at = math.random(0, count - 1) * width
    return head .. keys:sub(at + 1, at + 24) .. "\r\nX-apiKey: " .. keys:sub(at + 25, at + 77)
        .. "\r\n\r\n"
end

done = dofile(os.getenv("REPORT"))
