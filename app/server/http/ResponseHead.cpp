// SPDX-License-Identifier: Apache-2.0
#include "server/http/ResponseHead.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace keydesk::server {

namespace http = boost::beast::http;

namespace {

constexpr std::size_t usualHead = 512; // bytes; more is allocated when it is needed

/** The time as in RFC 9110, 5.6.7. Whatever the locale. */
std::string httpDate(std::time_t time)
{
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    std::array<char, 40> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                      days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                      months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                      utc.tm_min, utc.tm_sec);
    return {text.data(), static_cast<std::size_t>(length)};
}

/** The date of now, made once a second. */
std::string_view currentDate()
{
    thread_local std::time_t second = 0;
    thread_local std::string text;
    if (const std::time_t now = std::time(nullptr); now != second || text.empty()) {
        second = now;
        text = httpDate(now);
    }
    return text;
}

class HeadWriter
{
public:
    HeadWriter() { m_text.reserve(usualHead); }

    void begin(unsigned status)
    {
        const std::string_view reason = http::obsolete_reason(http::int_to_status(status));
        m_text.append("HTTP/1.1 ");
        number(status);
        m_text.append(" ").append(reason).append("\r\n");
    }
    /** One that is always the same, with its line end. */
    void line(std::string_view text) { m_text.append(text); }
    void header(std::string_view name, std::string_view value)
    {
        m_text.append(name).append(": ");
        const std::size_t begin = m_text.size();
        m_text.append(value);
        // Whoever made the value: it must not become a second header.
        std::replace_if(
            m_text.begin() + static_cast<std::ptrdiff_t>(begin), m_text.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
        m_text.append("\r\n");
    }
    void length(std::size_t bytes)
    {
        m_text.append("Content-Length: ");
        number(bytes);
        m_text.append("\r\n");
    }
    void timing(std::chrono::microseconds took)
    {
        std::array<char, 64> text{};
        const int size = std::snprintf(text.data(), text.size(), "total;dur=%lld.%03lld",
                                       static_cast<long long>(took.count() / 1000),
                                       static_cast<long long>(took.count() % 1000));
        header("Server-Timing", {text.data(), static_cast<std::size_t>(size)});
    }
    Bytes end() { return std::move(m_text.append("\r\n")); }

private:
    template <typename Number>
    void number(Number value)
    {
        std::array<char, 24> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
        m_text.append(text.data(), end);
    }

    Bytes m_text;
};

bool has(const Response &response, std::string_view name)
{
    return std::ranges::any_of(response.headers, [name](const auto &header) {
        return boost::beast::iequals(header.first, name);
    });
}

// 204 must not say how long nothing is (RFC 9110, 8.6).
bool saysLength(const Response &response, Framing framing)
{
    return framing == Framing::Length && response.status != 204;
}

} // namespace

Bytes responseHead(const Response &response, const HeadOptions &options)
{
    HeadWriter head;
    head.begin(response.status);
    head.header("Date", currentDate());
    head.header("X-Request-Id", options.requestId);
    head.line("X-Content-Type-Options: nosniff\r\n");
    if (!has(response, "Cache-Control"))
        head.line("Cache-Control: no-store\r\n");
    if (!response.contentType.empty())
        head.header("Content-Type", response.contentType);
    for (const auto &[name, value] : response.headers)
        head.header(name, value);
    if (options.took)
        head.timing(*options.took);
    if (!options.keepAlive)
        head.line("Connection: close\r\n");
    if (saysLength(response, options.framing))
        head.length(response.body.size());
    else if (options.framing == Framing::Chunked)
        head.line("Transfer-Encoding: chunked\r\n");
    return head.end();
}

} // namespace keydesk::server
