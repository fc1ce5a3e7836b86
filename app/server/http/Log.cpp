// SPDX-License-Identifier: Apache-2.0
#include "server/http/Log.h"

#include "keys/ApiKey.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

void writeLine(QJsonObject object)
{
    object.insert(u"time"_s, rfc3339(QDateTime::currentDateTimeUtc()));
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    // One write a line, so that lines of several threads do not mix. If nobody reads them, so be
    // it.
    [[maybe_unused]] const auto written =
        ::write(STDERR_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
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
    QJsonObject line{{u"id"_s, toText(request.id)},
                     {u"method"_s, toText(std::string_view(http::to_string(request.method)))},
                     {u"route"_s, toText(request.route)},
                     {u"status"_s, static_cast<int>(status)},
                     {u"ms"_s, static_cast<double>(took.count()) / 1000.0}};
    if (!request.memberId.isEmpty())
        line.insert(u"member"_s, request.memberId);
    if (!request.keyId.isEmpty())
        line.insert(u"key"_s, request.keyId);
    writeLine(std::move(line));
}

void Log::warning(std::string_view text, std::string_view requestId) const
{
    QJsonObject line{{u"level"_s, u"warning"_s}, {u"message"_s, toText(text)}};
    if (!requestId.empty())
        line.insert(u"id"_s, toText(requestId));
    writeLine(std::move(line));
}

void Log::warning(std::string_view text, const Request &request) const
{
    writeLine({{u"level"_s, u"warning"_s},
               {u"message"_s, toText(text)},
               {u"id"_s, toText(request.id)},
               {u"peer"_s, toText(request.peer)}});
}

void Log::keysRefused(std::string_view address, int count) const
{
    writeLine({{u"level"_s, u"warning"_s},
               {u"message"_s, u"many keys were refused from one address"_s},
               {u"peer"_s, toText(address)},
               {u"refused"_s, count}});
}

} // namespace keydesk::server
