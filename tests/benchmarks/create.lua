-- SPDX-License-Identifier: Apache-2.0
-- For wrk: makes keys, 24 on each of the platforms in the file named in PLATFORMS (a line each), from
-- the FIRST-th key on.
local platforms = {}
for line in io.lines(os.getenv("PLATFORMS")) do
    platforms[#platforms + 1] = line
end
local number = tonumber(os.getenv("FIRST"))
local letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

function init()
    math.randomseed(os.time())
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
    wrk.headers["Content-Type"] = "application/json"
end

local function idempotencyKey() -- 32 bytes in base64url: the last digit has two bits of nothing
    local text = {}
    for i = 1, 42 do
        local digit = math.random(1, 64)
        text[i] = letters:sub(digit, digit)
    end
    return table.concat(text) .. "A"
end

function request()
    local platform = platforms[number % #platforms + 1]
    number = number + 1
    wrk.headers["Idempotency-Key"] = idempotencyKey()
    return wrk.format("POST", "/admin/v1/platforms/" .. platform .. "/keys", nil,
                      '{"label":"Integration ' .. number .. '"}')
end

done = dofile(os.getenv("REPORT"))
