// SPDX-License-Identifier: Apache-2.0
#include "server/http/Page.h"

#include "keys/ApiKeySecret.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView style =
    u"body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:3rem auto;"
    u"padding:0 1.25rem;color:#1c2430;background:#fff}"
    u"h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}"
    u"code{font:.9em ui-monospace,monospace}"
    u"pre{background:#f2f4f7;padding:1rem;border-radius:6px;overflow-x:auto}"
    u"a{color:#0b57d0}"
    u"@media(prefers-color-scheme:dark){body{color:#e4e8ee;background:#15191f}"
    u"pre{background:#20262e}a{color:#8ab4f8}}";

std::string contentSecurityPolicy()
{
    const Sha256 hash = sha256(style.toUtf8());
    const QByteArray digest(reinterpret_cast<const char *>(hash.data()),
                            static_cast<qsizetype>(hash.size()));
    return "default-src 'none'; style-src 'sha256-" + digest.toBase64().toStdString() +
           "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace

Response page(const QString &title, const QString &body)
{
    static const std::string policy = contentSecurityPolicy();
    const QString html =
        u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<title>%1</title>\n"
        "<style>%2</style>\n</head>\n<body>\n<main>\n%3</main>\n</body>\n</html>\n"_s.arg(
            title, style, body);
    return Response::text("text/html; charset=utf-8", html.toUtf8())
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer");
}

} // namespace keydesk::server
