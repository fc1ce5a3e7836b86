// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Paging.h"

#include "keys/Platform.h"

#include <QByteArray>
#include <QUrl>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int itemsAtOnce = 1000;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

Outcome<int> pageLimit(const Request &request, int most)
{
    const Bytes *given = request.target.parameter("limit");
    if (!given)
        return most;
    bool isNumber = false;
    const int limit = toText(*given).toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > most)
        return tl::unexpected(refusal(ProblemCode::RequestMalformed,
                                      u"limit must be a number from 1 to %1."_s.arg(most)));
    return limit;
}

Outcome<QString> pageCursor(const Request &request)
{
    const Bytes *given = request.target.parameter("cursor");
    if (!given || given->empty())
        return QString();
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray(given->data(), static_cast<qsizetype>(given->size())),
        base64Url | QByteArray::AbortOnBase64DecodingErrors);
    const QString position = QString::fromUtf8(*decoded);
    // A database may keep no NUL, and a position has none.
    if (!decoded || position.isEmpty() || position.contains(QChar::Null) ||
        position.toUtf8() != *decoded)
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"cursor must be one from a Link header."_s));
    return position;
}

Outcome<PageWanted> pageWanted(const Request &request)
{
    const auto limit = pageLimit(request, itemsAtOnce);
    if (!limit)
        return tl::unexpected(limit.error());
    const auto after = pageCursor(request);
    if (!after)
        return tl::unexpected(after.error());
    if (!after->isEmpty() && !isPlatformId(*after))
        return tl::unexpected(
            refusal(ProblemCode::RequestMalformed, u"cursor must be one from a Link header."_s));
    return PageWanted{*limit, *after};
}

std::string nextPage(const char *path, const QString &position,
                     const std::vector<std::pair<const char *, QString>> &parameters)
{
    QByteArray link = QByteArray("<") + path + "?cursor=" + position.toUtf8().toBase64(base64Url);
    for (const auto &[name, value] : parameters) {
        if (!value.isEmpty())
            link += QByteArray("&") + name + '=' + QUrl::toPercentEncoding(value);
    }
    return (link + ">; rel=\"next\"").toStdString();
}

} // namespace keydesk::server
