// SPDX-License-Identifier: Apache-2.0
// What stands in bodies and headers, through everything that reads it. A new reader is one line in
// the list below; seeds for it go into corpus/bodies.
#include "fuzz/Promise.h"
#include "keys/ApiKey.h"
#include "keys/ApiKeySecret.h"
#include "server/commands/JsonLines.h"
#include "server/http/Base64.h"
#include "server/http/Form.h"
#include "server/http/HostPolicy.h"
#include "server/oidc/IdToken.h"
#include "server/oidc/KeySet.h"
#include "server/oidc/WebAddress.h"
#include "server/routes/ClientBasic.h"
#include "server/routes/CourseJson.h"
#include "server/routes/Credentials.h"
#include "server/routes/GroupJson.h"
#include "server/routes/KeyChangeInput.h"
#include "server/routes/KeyInput.h"
#include "server/routes/KeyToken.h"
#include "server/routes/PathJson.h"
#include "server/routes/UserJson.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace keydesk;
using namespace keydesk::server;
using namespace keydesk::fuzz;
using namespace Qt::StringLiterals;
namespace http = boost::beast::http;

namespace {

QByteArrayView bytesOf(const Request &request)
{
    return {request.body.data(), static_cast<qsizetype>(request.body.size())};
}

/** For a reader that answers a refusal to what it does not like. */
template <typename T>
void check(const Outcome<T> &outcome)
{
    if (!outcome)
        promiseAnswer(outcome.error());
}

void keyInput(const Request &request)
{
    const auto input = readKeyInput(request);
    check(input);
    if (!input)
        return;
    const auto again = KeyLabel::parse(input->label.text());
    promise(again && again->text() == input->label.text(), "a label stays as it is");
    promise(!input->label.text().contains(QChar(u'\0')), "a label can be stored");
}

void secret(const Request &request)
{
    if (const auto parsed = ApiKeySecret::parse(bytesOf(request)))
        promise(parsed->view() == bytesOf(request), "a secret stays as it is");
}

void host(const Request &request)
{
    static const HostPolicy hosts({boost::asio::ip::address_v4::loopback(), 8080}, {"a.example"});
    hosts.judge({request.body.data(), request.body.size()});
}

void base64(const Request &request)
{
    for (const auto kind : {Base64::Standard, Base64::Url}) {
        if (const auto bytes = base64Decoded(request.body, kind))
            promise(base64Encoded(*bytes, kind) == request.body, "base64 is written in one way");
    }
}

void clientBasic(const Request &request)
{
    Request asking;
    asking.fields.set(http::field::authorization,
                      "Basic " + std::string(base64Encoded(request.body, Base64::Standard)));
    promise(request.body.empty() || ClientBasic::of(asking), "Basic is Basic");
}

void token(const Request &request)
{
    static const KeyToken tokens = [] {
        promise(sodium_init() >= 0, "libsodium is there");
        ::setenv("KEYDESK_SERVER_KEY", std::string(43, 'A').c_str(), 1);
        return KeyToken(ServerKey::forDatabase(*DatabaseUrl::parse(u"sqlite:none"_s)));
    }();
    promise(!tokens.read(request.body), "no token is taken that we have not signed");
}

// What a provider answers, and what is said to be one of its tokens.
void idToken(const Request &request)
{
    static const VerificationKey key = [] {
        boost::json::object jwk{{"kty", "OKP"}, {"crv", "Ed25519"}};
        jwk["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"; // of RFC 8037, A.2
        return *VerificationKey::fromJwk(jwk);
    }();
    if (const auto token = IdToken::parse(request.body))
        promise(!token->verified(key, {.issuer = "a", .clientId = "b", .nonce = "c", .now = 0}),
                "no ID token is taken that the provider has not signed");
    KeySet::parse(request.body);
    WebAddress::parse(QString::fromUtf8(bytesOf(request)));
}

Request copyOf(const Request &request)
{
    Request copy;
    copy.fields = request.fields;
    copy.body = request.body;
    return copy;
}

void credentials(const Request &request)
{
    Request first = copyOf(request);
    check(takeCredentials(first));
    Request second = copyOf(request);
    check(takeRefreshToken(second));
    Request third = copyOf(request);
    check(takeBrowserCredentials(third));
    promise(first.body.empty() && second.body.empty() && third.body.empty(),
            "what held a password is gone");
}

void form(const Request &request)
{
    Form::read(request);
    Request encoded = copyOf(request);
    encoded.fields.set(http::field::content_type, "application/x-www-form-urlencoded");
    Form::read(encoded);
}

template <typename Item>
void fields(const Request &request)
{
    if (const auto object = readJsonObject(request)) {
        check(withFields(Item(), *object, FieldUse::Import));
        check(withFields(Item(), *object, FieldUse::Change));
    }
}

// Where a mistake is in an imported file; asked only of what is JSON.
void lines(const Request &request)
{
    const QByteArray text = bytesOf(request).toByteArray();
    const auto document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return;
    for (const QString &name : document.object().keys()) {
        const qsizetype offset = offsetInJson(text, pointerPart(name) + u"/0/x"_s);
        promise(offset >= 0 && offset <= text.size(), "a mistake is inside its file");
        lineAt(text, offset);
    }
}

constexpr std::array readers{
    +[](const Request &request) { check(readJsonObject(request, {u"label"_s})); },
    +[](const Request &request) { keyInput(request); },
    +[](const Request &request) { check(readKeyChange(request)); },
    +[](const Request &request) { check(readOverlap(request)); },
    +[](const Request &request) { check(readIds(request)); },
    +[](const Request &request) { check(readHashes(request)); },
    +[](const Request &request) {
        apiKeyFromJson(QJsonDocument::fromJson(bytesOf(request).toByteArray()).object());
    },
    +[](const Request &request) { timeFromRfc3339(QString::fromUtf8(bytesOf(request))); },
    +[](const Request &request) { IdempotencyKey::parse(bytesOf(request)); },
    +[](const Request &request) { secret(request); },
    +[](const Request &request) { host(request); },
    +[](const Request &request) { base64(request); },
    +[](const Request &request) { clientBasic(request); },
    +[](const Request &request) { token(request); },
    +[](const Request &request) { idToken(request); },
    +[](const Request &request) { credentials(request); },
    +[](const Request &request) { form(request); },
    +[](const Request &request) { fields<User>(request); },
    +[](const Request &request) { fields<Group>(request); },
    +[](const Request &request) { fields<Course>(request); },
    +[](const Request &request) { fields<Path>(request); },
    +[](const Request &request) { fields<PathSession>(request); },
    +[](const Request &request) { lines(request); },
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Request request;
    request.fields.set(http::field::content_type, "application/json");
    request.fields.set("Idempotency-Key", std::string(43, 'A'));
    request.body.assign(reinterpret_cast<const char *>(data), size);
    for (const auto reader : readers)
        reader(request);
    return 0;
}
