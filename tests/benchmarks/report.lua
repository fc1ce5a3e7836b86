-- SPDX-License-Identifier: Apache-2.0
-- For wrk: the figures of a run as one line of JSON, in seconds.
return function(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.6f,"median":%.6f,"p99":%.6f,"refused":%d,"broken":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6,
        latency:percentile(99) / 1e6, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
