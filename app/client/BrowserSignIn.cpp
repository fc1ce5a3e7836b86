// SPDX-License-Identifier: Apache-2.0
#include "client/BrowserSignIn.h"

#include "client/LoopbackListener.h"
#include "client/OidcDiscovery.h"
#include "client/RedirectAnswer.h"
#include "client/RestClient.h"
#include "client/SignInSecrets.h"

#include <QJsonDocument>
#include <QPointer>
#include <QPromise>
#include <QTimer>
#include <QUrlQuery>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

QByteArray encoded(QByteArrayView text)
{
    return QByteArray::fromRawData(text.data(), text.size()).toPercentEncoding();
}

void appendField(QByteArray &form, QByteArrayView name, QByteArrayView value)
{
    const QByteArray plain = value.toByteArray();
    const QByteArray text = plain.toPercentEncoding(); // plain itself if there is nothing to encode
    form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(text);
    wipeShared(text);
    wipeShared(plain);
}

Problem refused(const QByteArray &error)
{
    return {.code = ProblemCode::BrowserSignInRefused, .detail = QString::fromLatin1(error)};
}

// The error answer of RFC 6749, section 5.2, or whatever else it is.
Problem tokenProblem(const Answer &answer)
{
    const auto object = QJsonDocument::fromJson(*answer.body).object();
    const QByteArray error = object.value(u"error"_s).toString().toUtf8();
    if (answer.status >= 400 && answer.status < 500 && !error.isEmpty())
        return refused(presentableError(error));
    const auto failed = objectFrom(answer);
    return failed ? providerNotUnderstood(u"the token endpoint's status"_s)
                  : providerProblem(failed.error());
}

} // namespace

/** One sign-in, from the provider's metadata to the ID token. */
class BrowserSignIn::Attempt : public QObject
{
public:
    Attempt(BrowserSignIn &owner, OidcOffer offer)
        : m_owner(owner)
        , m_offer(std::move(offer))
        , m_clock(owner.m_clock)
    {
        m_promise.start();
        m_rest.setTimeout(owner.m_limits.answer);
        m_rest.setCertificateAuthority(owner.m_authority);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            end(tl::unexpected(Problem{.code = ProblemCode::BrowserSignInTimedOut}));
        });
        m_timer.start(owner.m_limits.whole);
    }

    QFuture<Result<IdToken>> future() const { return m_promise.future(); }

    void begin()
    {
        if (m_ended)
            return;
        OidcDiscovery(m_rest)
            .discover(m_offer.issuer)
            .then(this, [this](const Result<OidcMetadata> &provider) {
                if (m_ended)
                    return;
                if (!provider)
                    return end(tl::unexpected(provider.error()));
                m_provider = *provider;
                openBrowser();
            });
    }

    void end(Result<IdToken> result);

private:
    void openBrowser();
    QUrl authorizationUrl() const;
    void receive(RedirectAnswer answer);
    void proceed();
    void exchange(SecretText code);
    Result<IdToken> readTokens(const Result<Answer> &answer);

    BrowserSignIn &m_owner; ///< not to be used after the end
    OidcOffer m_offer;
    Clock m_clock;
    OidcMetadata m_provider;
    QTimer m_timer;
    std::unique_ptr<LoopbackListener> m_listener;
    std::shared_ptr<const SecretText> m_state = std::make_shared<SecretText>(randomText());
    SecretText m_nonce = randomText();
    SecretText m_verifier = randomText();
    std::optional<RedirectAnswer> m_redirect; ///< the first one with the right state
    QPromise<Result<IdToken>> m_promise;
    bool m_ended = false;
    /** Its own: no token of the backend's ever goes to a provider. The last member, because what is
     *  under way ends with it, and that still asks whether this has ended. */
    RestClient m_rest;
};

void BrowserSignIn::Attempt::openBrowser()
{
    // The listener outlives this sign-in to show its outcome, and knows its state until then.
    auto receiver = [self = QPointer(this), state = m_state](QByteArrayView query) {
        auto answer = RedirectAnswer::parse(query);
        if (!answer || !isEqual(*state, answer->state.view()))
            return LoopbackListener::Reception::Refused;
        if (self)
            self->receive(*std::move(answer));
        return LoopbackListener::Reception::Held;
    };
    m_listener = std::make_unique<LoopbackListener>(std::move(receiver), m_owner.m_words);
    if (!m_listener->listen())
        return end(tl::unexpected(Problem{.code = ProblemCode::BrowserSignInRefused,
                                          .detail = u"no free port on 127.0.0.1"_s}));
    Q_EMIT m_owner.openUrl(authorizationUrl());
    // A receiver of the signal may have cancelled: nothing may follow here.
}

QUrl BrowserSignIn::Attempt::authorizationUrl() const
{
    QUrl url = m_provider.authorizationEndpoint;
    QUrlQuery query(url.query(QUrl::FullyEncoded)); // may have parameters of the provider's own
    const auto add = [&query](const QString &name, QByteArrayView value) {
        query.addQueryItem(name, QString::fromLatin1(encoded(value)));
    };
    add(u"response_type"_s, "code");
    add(u"client_id"_s, m_offer.clientId.toUtf8());
    add(u"redirect_uri"_s, m_listener->redirectUri().toEncoded());
    add(u"scope"_s, "openid email profile");
    add(u"state"_s, m_state->view());
    add(u"nonce"_s, m_nonce.view());
    add(u"code_challenge"_s, codeChallenge(m_verifier));
    add(u"code_challenge_method"_s, "S256");
    url.setQuery(query);
    return url;
}

void BrowserSignIn::Attempt::receive(RedirectAnswer answer)
{
    if (m_ended || m_redirect) // A browser may ask twice; a code is for one use.
        return;
    m_redirect = std::move(answer);
    // Not from within the listener, which whoever hears of the end may delete.
    QMetaObject::invokeMethod(
        this, [this] { proceed(); }, Qt::QueuedConnection);
}

void BrowserSignIn::Attempt::proceed()
{
    if (m_ended || !m_redirect)
        return;
    const bool issuerMissing = m_redirect->issuer.isEmpty() && m_provider.namesItself;
    if (issuerMissing ||
        (!m_redirect->issuer.isEmpty() && m_redirect->issuer != m_offer.issuer.toUtf8()))
        return end(tl::unexpected(providerNotUnderstood(u"the redirect's iss"_s)));
    if (!m_redirect->error.isEmpty())
        return end(tl::unexpected(refused(m_redirect->error)));
    if (m_redirect->code.isEmpty())
        return end(tl::unexpected(providerNotUnderstood(u"the redirect's code"_s)));
    exchange(std::move(m_redirect->code));
}

void BrowserSignIn::Attempt::exchange(SecretText code)
{
    QByteArray form;
    form.reserve(code.view().size() * 3 + 4096); // grows without leaving copies
    appendField(form, "grant_type", "authorization_code");
    appendField(form, "code", code.view());
    appendField(form, "redirect_uri", m_listener->redirectUri().toEncoded());
    appendField(form, "client_id", m_offer.clientId.toUtf8());
    appendField(form, "code_verifier", m_verifier.view());
    auto secret = std::make_shared<const SecretText>(form);
    wipeShared(form);
    m_verifier = {};

    const QUrl &endpoint = m_provider.tokenEndpoint;
    m_rest.setBackend(endpoint, {});
    m_rest
        .send({.method = RestClient::Method::Post,
               .path = endpoint.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority |
                                         QUrl::FullyEncoded),
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
               .secretBody = std::move(secret)})
        .then(this, [this](const Result<Answer> &answer) {
            if (!m_ended)
                end(readTokens(answer));
        });
}

Result<IdToken> BrowserSignIn::Attempt::readTokens(const Result<Answer> &answer)
{
    if (!answer)
        return tl::unexpected(providerProblem(answer.error()));
    if (answer->status != 200)
        return tl::unexpected(tokenProblem(*answer));
    auto jwt = takeIdToken(*answer->body);
    if (!jwt)
        return tl::unexpected(jwt.error());
    const auto good = checkIdToken(jwt->view(), {.issuer = m_provider.issuer,
                                                 .clientId = m_offer.clientId,
                                                 .nonce = m_nonce,
                                                 .now = m_clock()});
    if (!good)
        return tl::unexpected(good.error());
    return IdToken(*std::move(jwt), std::move(m_nonce));
}

void BrowserSignIn::Attempt::end(Result<IdToken> result)
{
    if (m_ended)
        return;
    m_ended = true;
    m_timer.stop();
    if (m_listener) {
        m_listener->conclude(result.has_value());
        m_owner.m_pages = std::move(m_listener);
    }
    if (m_owner.m_attempt == this)
        m_owner.m_attempt = nullptr;
    deleteLater(); // This may run inside a reply's signal.
    m_promise.addResult(std::move(result));
    m_promise.finish(); // Whoever waits may start the next one, or delete the owner.
}

BrowserSignIn::BrowserSignIn(QObject *parent)
    : QObject(parent)
    , m_clock([] { return QDateTime::currentDateTimeUtc(); })
{
}

BrowserSignIn::~BrowserSignIn()
{
    cancel();
}

QFuture<Result<IdToken>> BrowserSignIn::start(const OidcOffer &offer)
{
    auto *attempt = new Attempt(*this, offer);
    auto future = attempt->future();
    // Whoever waits for the one before may start another one as soon as it hears of its end.
    if (Attempt *before = std::exchange(m_attempt, attempt))
        before->end(tl::unexpected(Problem{.code = ProblemCode::BrowserSignInCancelled}));
    attempt->begin();
    return future;
}

void BrowserSignIn::cancel()
{
    if (m_attempt)
        m_attempt->end(tl::unexpected(Problem{.code = ProblemCode::BrowserSignInCancelled}));
}

} // namespace keydesk::client
