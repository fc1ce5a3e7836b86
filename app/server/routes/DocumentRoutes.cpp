// SPDX-License-Identifier: Apache-2.0
#include "server/routes/DocumentRoutes.h"

#include "server/http/Page.h"

#include <QRegularExpression>

namespace keydesk::server {

namespace http = boost::beast::http;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *cacheable = "max-age=3600";

// The key goes to curl through a pipe: arguments can be seen by everybody on the computer.
constexpr QStringView guide = uR"html(<h1>Using an API key</h1>
<p>An API key lets a program act for one platform. Send two headers with each request:
<code>X-company-id</code>, the <em>Company ID</em> that Keydesk shows above the list of keys, and
<code>X-apiKey</code>, the key.</p>
<h2>Try it</h2>
<p>Put both into environment variables. The key is read without being shown, and stays out of the
shell's history:</p>
<pre><code>export KEYDESK_COMPANY_ID=paste-the-company-id-here
read -rs KEYDESK_API_KEY &amp;&amp; export KEYDESK_API_KEY</code></pre>
<p>Then ask for the platform's users:</p>
<pre><code>printf 'X-company-id: %s\nX-apiKey: %s\n' "$KEYDESK_COMPANY_ID" "$KEYDESK_API_KEY" |
  curl --header @- %ORIGIN%/api/v1/users</code></pre>
<p>The answer is a JSON array. If it has more than a page, the <code>Link</code> header of the answer
leads to the next one. Status 401 means that the key is wrong, was revoked or has expired, or does
not belong to that company.</p>
<h2>With OAuth 2</h2>
<p>Clients that know OAuth 2 trade the key for a token that is good for an hour:
<code>POST /api/v2/oauth2/token</code> with <code>grant_type=client_credentials</code>, the Company
ID as <code>client_id</code> and the key as <code>client_secret</code>. They then send
<code>Authorization: Bearer</code> and the token. It ends with its key: one that is revoked or
paused takes its tokens with it at once.</p>
<h2>Guard your own API</h2>
<p>A proxy can ask <code>/verify</code> with the key, or a token, in the same way before it lets a request pass: 204
with <code>X-Keydesk-Platform</code> and <code>X-Keydesk-Key-Id</code> if the key is good, 401 if
not. In nginx that is <code>auth_request</code>. A program with a key of its own can ask
<code>/introspect</code> about another key or token (RFC 7662).</p>
<h2>Keep it safe</h2>
<ul>
<li>The parameters <code>company</code> and <code>apiKey</code> in the URL work as well, but proxies
and browsers keep URLs in their logs. Use the headers.</li>
<li>A key is shown once. If it is lost, or may have been seen, revoke it and create another one: from
that moment it is refused everywhere.</li>
</ul>
<h2>All of the API</h2>
<p><a href="/openapi.yaml">openapi.yaml</a> describes every request and answer (OpenAPI 3.1).</p>
)html";

bool isThisComputer(const QString &host)
{
    static const QRegularExpression names(u"\\A(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|\\z)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return names.match(host).hasMatch();
}

/** Where the reader's programs ask. A key crosses the network encrypted only. */
QString originFor(const QString &host, bool isEncrypted)
{
    const bool isPlain = !isEncrypted && isThisComputer(host);
    return (isPlain ? u"http://"_s : u"https://"_s) + host;
}

Outcome<Response> problemPage(const Request &request)
{
    const auto code = problemFromSlug(request.parameter(0));
    if (!code)
        return tl::unexpected(
            refusal(ProblemCode::NotFound, u"There is no problem with this name."_s));
    const ProblemKind &kind = problemKind(*code);
    const QString title = QString::fromLatin1(kind.title);
    const QString body = u"<h1>%1</h1>\n<p>%2</p>\n<p>Status %3, <code>%4</code></p>\n"_s.arg(
        title, QString::fromLatin1(kind.meaning), QString::number(kind.status),
        QString(problemSlug(kind.code)));
    return page(title, body).with("Cache-Control", cacheable);
}

} // namespace

DocumentRoutes::DocumentRoutes(QByteArray openApi, bool isEncrypted)
    : m_openApi(std::move(openApi))
    , m_isEncrypted(isEncrypted)
{
}

void DocumentRoutes::addTo(Router &router)
{
    router.add(http::verb::get, "/docs", Handler([this](Request &request) -> Outcome<Response> {
                   // A Host that came this far has letters, digits and .-_:[] only.
                   QString text = guide.toString();
                   text.replace(u"%ORIGIN%"_s,
                                originFor(toText(request.header("Host")), m_isEncrypted));
                   return page(u"Using an API key"_s, text);
               }));
    router.add(
        http::verb::get, "/openapi.yaml", Handler([this](Request &) -> Outcome<Response> {
            return Response::text("application/yaml", m_openApi).with("Cache-Control", cacheable);
        }));
    router.add(http::verb::get, "/problems/{slug}", Handler(problemPage));
}

} // namespace keydesk::server
