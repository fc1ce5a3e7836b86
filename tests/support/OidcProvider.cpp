// SPDX-License-Identifier: Apache-2.0
#include "support/OidcProvider.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QMap>
#include <QRandomGenerator>
#include <QUrlQuery>

namespace keydesk::testing {

using namespace Qt::StringLiterals;

namespace {

// Nobody listens there: the browser's last redirect ends the walk.
const QByteArray redirectUri = "http://127.0.0.1:9/callback";

QByteArray randomText()
{
    QByteArray bytes(32, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray form(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArray text;
    for (const auto &[name, value] : fields)
        text += (text.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    return text;
}

/** Follows redirects and keeps cookies, as a browser does. */
class Browser
{
public:
    explicit Browser(const QUrl &server)
        : m_http(server)
    {
    }

    /** Where the answer to \a path leads. */
    QByteArray redirectOf(const QByteArray &path)
    {
        QByteArrayList cookies;
        for (auto cookie = m_cookies.cbegin(); cookie != m_cookies.cend(); ++cookie)
            cookies.append(cookie.key() + '=' + cookie.value());
        const HttpAnswer answer =
            m_http.send({.path = path, .headers = {{"Cookie", cookies.join("; ")}}});
        // Several have the same name, which a map of headers does not show.
        for (QByteArray line : answer.raw.first(answer.raw.indexOf("\r\n\r\n") + 1).split('\n')) {
            if (!line.toLower().startsWith("set-cookie:"))
                continue;
            line = line.mid(11, line.indexOf(';') - 11).trimmed();
            m_cookies.insert(line.first(line.indexOf('=')), line.mid(line.indexOf('=') + 1));
        }
        return answer.headers.value("location");
    }

private:
    HttpClient m_http;
    QMap<QByteArray, QByteArray> m_cookies;
};

/** The code of an authorization, from the address to which the browser is sent in the end. */
QByteArray codeFrom(const QUrl &server, QByteArray path)
{
    Browser browser(server);
    for (int i = 0; i < 10 && !path.isEmpty(); ++i) {
        const QByteArray next = browser.redirectOf(path);
        if (next.startsWith(redirectUri))
            return QUrlQuery(QUrl::fromEncoded(next)).queryItemValue(u"code"_s).toLatin1();
        const QUrl url = QUrl::fromEncoded(next);
        path = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    }
    return {};
}

} // namespace

OidcProvider::~OidcProvider()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool OidcProvider::start(const std::optional<TestCertificate> &tls, const QString &host)
{
    QStringList arguments{QStringLiteral(KEYDESK_OIDC_PROVIDER)};
    if (tls)
        arguments << tls->certificateFile << tls->keyFile << host;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"node"_s, arguments);
    const QDeadlineTimer deadline(60'000);
    while (!m_process.canReadLine() && !deadline.hasExpired() &&
           m_process.state() != QProcess::NotRunning)
        m_process.waitForReadyRead(200);
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_issuer = line[u"issuer"_s].toString();
    m_plain = QUrl(line[u"plain"_s].toString());
    m_control = QUrl(line[u"control"_s].toString());
    return !m_issuer.isEmpty();
}

QStringList OidcProvider::serverArguments() const
{
    return {u"--oidc-issuer"_s, m_issuer, u"--oidc-client-id"_s, clientId()};
}

QByteArray OidcProvider::idToken(const QByteArray &account, const QByteArray &nonce) const
{
    const QByteArray verifier = randomText();
    const QByteArray challenge =
        QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QByteArray code = codeFrom(m_plain, "/auth?" + form({{"client_id", clientId().toLatin1()},
                                                               {"response_type", "code"},
                                                               {"scope", "openid email profile"},
                                                               {"redirect_uri", redirectUri},
                                                               {"state", randomText()},
                                                               {"nonce", nonce},
                                                               {"code_challenge", challenge},
                                                               {"code_challenge_method", "S256"},
                                                               {"login_hint", account}}));
    if (code.isEmpty())
        return {};
    const HttpAnswer answer = HttpClient(m_plain).send(
        {.method = "POST",
         .path = "/token",
         .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
         .body = form({{"grant_type", "authorization_code"},
                       {"client_id", clientId().toLatin1()},
                       {"redirect_uri", redirectUri},
                       {"code", code},
                       {"code_verifier", verifier}})});
    return answer.json()[u"id_token"_s].toString().toLatin1();
}

HttpAnswer OidcProvider::control(const QByteArray &method, const QByteArray &body) const
{
    return HttpClient(m_control).send(
        {.method = method, .path = m_control.path().toLatin1(), .body = body});
}

bool OidcProvider::change(const QJsonObject &changes) const
{
    return control("POST", QJsonDocument(changes).toJson(QJsonDocument::Compact)).status == 200;
}

bool OidcProvider::reset() const
{
    return change({{u"reset"_s, true}});
}

int OidcProvider::asked(const QString &path) const
{
    const QJsonObject counts = control("GET", {}).json();
    return counts.isEmpty() ? -1 : counts[path].toInt();
}

} // namespace keydesk::testing
