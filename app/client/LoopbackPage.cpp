// SPDX-License-Identifier: Apache-2.0
#include "client/LoopbackPage.h"

#include <QCryptographicHash>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView style =
    "html{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}"
    "body{max-width:32rem;margin:20vh auto 0;padding:0 1.5rem;text-align:center}";

QByteArray answer(QByteArrayView status, QByteArrayView headers, QByteArrayView body)
{
    const QByteArray styleHash =
        QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return "HTTP/1.1 " + status.toByteArray() + "\r\n" + headers.toByteArray() +
           "Content-Length: " + QByteArray::number(body.size()) +
           "\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-" + styleHash +
           "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
           "Cache-Control: no-store\r\n"
           "Referrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Connection: close\r\n\r\n" +
           body.toByteArray();
}

} // namespace

QByteArray loopbackPage(QByteArrayView status, const QString &language, const QString &text)
{
    const QString html =
        u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Keydesk</title>\n<style>%2</style>\n</head>\n"
        "<body>\n<main><p>%3</p></main>\n</body>\n</html>\n"_s.arg(
            language.toHtmlEscaped(), QString::fromLatin1(style), text.toHtmlEscaped());
    return answer(status, "Content-Type: text/html; charset=utf-8\r\n", html.toUtf8());
}

QByteArray loopbackRedirect(QByteArrayView path)
{
    return answer("303 See Other", "Location: " + path.toByteArray() + "\r\n", {});
}

QByteArray loopbackError(QByteArrayView status)
{
    return answer(status, {}, {});
}

} // namespace keydesk::client
