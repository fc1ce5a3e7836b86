// SPDX-License-Identifier: Apache-2.0
#include "server/http/Log.h"

#include "keys/ApiKey.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <climits>
#include <ctime>
#include <unistd.h>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

// What a pipe takes at once, so that lines of several threads do not mix.
constexpr std::size_t mostAtOnce = PIPE_BUF;

void write(std::string_view lines)
{
    // If nobody reads them, so be it.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, lines.data(), lines.size());
}

/**
 * A line about a request, put together by hand: there is one for each, and QJsonDocument took as
 * long as all the rest of a request. Names and values are ASCII, and ours.
 */
class Line
{
public:
    explicit Line(std::string &text)
        : m_text(text)
        , m_begin(text.size())
    {
    }

    Line &text(std::string_view name, std::string_view value)
    {
        begin(name);
        m_text += '"';
        if (std::ranges::all_of(value, isPlain))
            m_text += value;
        else
            escape(value);
        m_text += '"';
        return *this;
    }

    Line &text(std::string_view name, const QString &value)
    {
        QVarLengthArray<char, 32> bytes(value.size());
        std::ranges::transform(value, bytes.begin(), [](QChar c) { return c.toLatin1(); });
        return text(name, std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
    }

    Line &number(std::string_view name, unsigned value)
    {
        begin(name);
        m_text += std::to_string(value);
        return *this;
    }

    Line &milliseconds(std::string_view name, std::chrono::microseconds value)
    {
        begin(name);
        m_text += std::to_string(value.count() / 1000);
        m_text += '.';
        digits(static_cast<unsigned>(value.count() % 1000), 3);
        return *this;
    }

    /** The time as in RFC 3339. */
    Line &now(std::string_view name)
    {
        std::timespec at{};
        ::clock_gettime(CLOCK_REALTIME, &at);
        begin(name);
        m_text += '"';
        m_text += textOf(at.tv_sec);
        m_text += '.';
        digits(static_cast<unsigned>(at.tv_nsec / 1'000'000), 3);
        m_text += "Z\"";
        return *this;
    }

    void end() { m_text += "}\n"; }

private:
    void begin(std::string_view name)
    {
        m_text += m_text.size() == m_begin ? "{\"" : ",\"";
        m_text += name;
        m_text += "\":";
    }

    static bool isPrintable(char c) { return c >= ' ' && c <= '~'; }
    static bool isPlain(char c) { return isPrintable(c) && c != '"' && c != '\\'; }

    void escape(std::string_view value)
    {
        for (const char c : value) {
            if (c == '"' || c == '\\')
                m_text += '\\';
            m_text += isPrintable(c) ? c : '?'; // never a line end, whatever comes
        }
    }

    /** A second's text, made once. */
    static std::string_view textOf(std::time_t second)
    {
        thread_local std::time_t known = -1;
        thread_local std::array<char, 32> text{};
        thread_local std::size_t size = 0;
        if (second != known) {
            std::tm utc{};
            ::gmtime_r(&second, &utc);
            size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
            known = second;
        }
        return {text.data(), size};
    }

    void digits(unsigned value, int width)
    {
        m_text.append(static_cast<std::size_t>(width), '0');
        for (auto place = m_text.rbegin(); value != 0; value /= 10)
            *place++ = static_cast<char>('0' + value % 10);
    }

    std::string &m_text;
    std::size_t m_begin;
};

} // namespace

struct Log::Pending
{
    std::string lines;
};

Log::Log(Level level, Later later)
    : m_level(level)
    , m_later(std::move(later))
    , m_pending(std::make_unique<Pending>())
{
}

Log::~Log()
{
    flush();
}

void Log::flush() const
{
    if (m_pending->lines.empty())
        return;
    write(m_pending->lines);
    m_pending->lines.clear();
}

// Rare, and what they hold may need escapes.
void Log::warn(std::string_view text, QJsonObject members) const
{
    members.insert(u"time"_s, rfc3339(QDateTime::currentDateTimeUtc()));
    members.insert(u"level"_s, u"warning"_s);
    members.insert(u"message"_s, toText(text));
    flush();
    write((QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n').toStdString());
}

void Log::request(const Request &request, unsigned status, std::chrono::microseconds took) const
{
    if (m_level == Level::WarningsOnly && status < 500)
        return;
    std::string &lines = m_pending->lines;
    const bool isFirst = lines.empty();
    const std::size_t before = lines.size();
    Line line(lines);
    line.now("time")
        .text("id", request.id)
        .text("method", std::string_view(http::to_string(request.method)))
        .text("route", request.route)
        .number("status", status)
        .milliseconds("ms", took);
    if (!request.memberId.isEmpty())
        line.text("member", request.memberId);
    if (!request.keyId.isEmpty())
        line.text("key", request.keyId);
    line.end();
    if (lines.size() > mostAtOnce) {
        const std::string last = lines.substr(before);
        lines.resize(before);
        flush();
        lines = last;
    }
    if (!m_later)
        flush();
    else if (isFirst)
        m_later([this] { flush(); });
}

void Log::warning(std::string_view text, std::string_view requestId) const
{
    QJsonObject members;
    if (!requestId.empty())
        members.insert(u"id"_s, toText(requestId));
    warn(text, members);
}

void Log::warning(std::string_view text, const Request &request) const
{
    warn(text, {{u"id"_s, toText(request.id)}, {u"peer"_s, toText(request.peer)}});
}

void Log::keysRefused(std::string_view address, int count) const
{
    warn("many keys were refused from one address",
         {{u"peer"_s, toText(address)}, {u"refused"_s, count}});
}

} // namespace keydesk::server
