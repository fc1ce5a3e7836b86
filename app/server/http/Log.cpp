// SPDX-License-Identifier: Apache-2.0
#include "server/http/Log.h"

#include "keys/ApiKey.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <ctime>
#include <unistd.h>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

void writeLine(std::string_view line)
{
    // One write a line, so that lines of several threads do not mix. If nobody reads them, so be
    // it.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

/**
 * A line about a request, put together by hand: there is one for each, and QJsonDocument took as
 * long as all the rest of a request. Names and values are ASCII, and ours.
 */
class Line
{
public:
    Line() { m_text.reserve(384); }

    Line &text(std::string_view name, std::string_view value)
    {
        begin(name);
        m_text += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\')
                m_text += '\\';
            m_text += c >= ' ' && c <= '~' ? c : '?'; // never a line end, whatever comes
        }
        m_text += '"';
        return *this;
    }

    Line &text(std::string_view name, const QString &value)
    {
        const QByteArray bytes = value.toLatin1();
        return text(name, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
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
        std::tm utc{};
        ::gmtime_r(&at.tv_sec, &utc);
        begin(name);
        m_text += '"';
        time(utc, static_cast<unsigned>(at.tv_nsec / 1'000'000));
        m_text += '"';
        return *this;
    }

    void write()
    {
        m_text += "}\n";
        writeLine(m_text);
    }

private:
    void begin(std::string_view name)
    {
        m_text += m_text.empty() ? "{\"" : ",\"";
        m_text += name;
        m_text += "\":";
    }

    void time(const std::tm &utc, unsigned milliseconds)
    {
        struct Part
        {
            int value;
            int width;
            char after;
        };
        for (const Part part : {Part{utc.tm_year + 1900, 4, '-'},
                                {utc.tm_mon + 1, 2, '-'},
                                {utc.tm_mday, 2, 'T'},
                                {utc.tm_hour, 2, ':'},
                                {utc.tm_min, 2, ':'},
                                {utc.tm_sec, 2, '.'},
                                {static_cast<int>(milliseconds), 3, 'Z'}}) {
            digits(static_cast<unsigned>(part.value), part.width);
            m_text += part.after;
        }
    }

    void digits(unsigned value, int width)
    {
        m_text.append(static_cast<std::size_t>(width), '0');
        for (auto place = m_text.rbegin(); value != 0; value /= 10)
            *place++ = static_cast<char>('0' + value % 10);
    }

    std::string m_text;
};

// Rare, and what they hold may need escapes.
void writeWarning(std::string_view text, QJsonObject members)
{
    members.insert(u"time"_s, rfc3339(QDateTime::currentDateTimeUtc()));
    members.insert(u"level"_s, u"warning"_s);
    members.insert(u"message"_s, toText(text));
    const QByteArray line = QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n';
    writeLine({line.constData(), static_cast<std::size_t>(line.size())});
}

} // namespace

Log::Log(Level level)
    : m_level(level)
{
}

void Log::request(const Request &request, unsigned status, std::chrono::microseconds took) const
{
    if (m_level == Level::WarningsOnly && status < 500)
        return;
    Line line;
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
    line.write();
}

void Log::warning(std::string_view text, std::string_view requestId) const
{
    QJsonObject members;
    if (!requestId.empty())
        members.insert(u"id"_s, toText(requestId));
    writeWarning(text, members);
}

void Log::warning(std::string_view text, const Request &request) const
{
    writeWarning(text, {{u"id"_s, toText(request.id)}, {u"peer"_s, toText(request.peer)}});
}

void Log::keysRefused(std::string_view address, int count) const
{
    writeWarning("many keys were refused from one address",
                 {{u"peer"_s, toText(address)}, {u"refused"_s, count}});
}

} // namespace keydesk::server
