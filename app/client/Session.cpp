// SPDX-License-Identifier: Apache-2.0
#include "client/Session.h"

#include "client/SignOut.h"

#include <QPointer>

#include <utility>

namespace keydesk::client {

namespace {

template <typename T>
QFuture<Result<T>> ready(const Result<T> &result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(result);
    promise.finish();
    return promise.future();
}

} // namespace

Session::Session(RestClient &rest, Keychain &keychain, QString connectionId, Clock clock,
                 QObject *parent)
    : Authoriser(parent)
    , m_sessions(rest)
    , m_kept(keychain, std::move(connectionId))
    , m_clock(std::move(clock))
{
    connect(&m_kept, &KeptSecret::settled, this, [this] {
        updateState();
        Q_EMIT keychainSettled();
    });
}

// What is still being ended needs the members.
Session::~Session()
{
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
}

Clock Session::systemClock()
{
    return [] { return std::chrono::system_clock::now(); };
}

void Session::setKeychainRetryInterval(std::chrono::milliseconds interval)
{
    m_kept.setRetryInterval(interval);
}

QFuture<Result<Done>> Session::signIn(const QString &email, Password password)
{
    return beginWith(m_sessions.signIn(email, std::move(password)));
}

QFuture<Result<Done>> Session::signIn(const IdToken &token)
{
    return beginWith(m_sessions.signIn(token));
}

QFuture<Result<Done>> Session::beginWith(QFuture<Result<SharedTokens>> answer)
{
    return answer.then(
        [guard = QPointer(this)](const Result<SharedTokens> &tokens) -> Result<Done> {
            if (!tokens)
                return tl::unexpected(tokens.error());
            if (guard)
                guard->begin(*tokens);
            return Done{};
        });
}

void Session::begin(const SharedTokens &tokens)
{
    const bool wasSignedIn = m_tokens != nullptr;
    if (wasSignedIn)
        endAtServer();
    setTokens(std::make_unique<TokenRenewal>(m_sessions, tokens, m_clock));
    keep();
    updateState();
    if (wasSignedIn)
        Q_EMIT ended(EndReason::SignedOut);
}

QFuture<Result<Done>> Session::restore()
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    m_kept.read().then(this, [this, promise](const Result<SharedSecret> &secret) {
        onRestored(secret, promise);
    });
    return promise->future();
}

void Session::onRestored(const Result<SharedSecret> &secret,
                         const std::shared_ptr<QPromise<Result<Done>>> &promise)
{
    const auto tell = [promise](const Result<Done> &result) {
        promise->addResult(result);
        promise->finish();
    };
    if (m_tokens) // somebody was faster than the keychain
        return tell(Done{});
    if (!secret)
        return tell(tl::unexpected(secret.error()));
    const SecretText text = std::move(**secret);
    auto token = RefreshToken::parse(text.view());
    if (!token)
        return tell(tl::unexpected(Problem{.code = ProblemCode::KeychainEntryMissing}));
    setTokens(std::make_unique<TokenRenewal>(m_sessions, *std::move(token), m_clock));
    updateState();
    m_tokens->accessToken().then(this, [tell](const Result<AccessToken> &access) {
        tell(access.map([](const AccessToken &) { return Done{}; }));
    });
}

QFuture<Result<Done>> Session::signOut()
{
    if (!m_tokens)
        return ready<Done>(Done{});
    auto future = endAtServer();
    m_kept.forget();
    updateState();
    Q_EMIT ended(EndReason::SignedOut);
    return future;
}

QFuture<Result<AccessToken>> Session::accessToken()
{
    if (m_tokens)
        return m_tokens->accessToken();
    return ready<AccessToken>(
        tl::unexpected(Problem{.code = ProblemCode::TokenInvalid, .notSent = true}));
}

void Session::onTokenRefused(const AccessToken &token)
{
    if (m_tokens)
        m_tokens->onTokenRefused(token);
}

void Session::setTokens(std::unique_ptr<TokenRenewal> tokens)
{
    m_tokens = std::move(tokens);
    connect(m_tokens.get(), &TokenRenewal::renewed, this, &Session::keep);
    connect(m_tokens.get(), &TokenRenewal::refused, this, &Session::onRefused);
}

void Session::keep()
{
    m_kept.keep(SecretText(m_tokens->refreshToken().view()));
}

void Session::onRefused()
{
    m_tokens.release()->deleteLater(); // it is the one that says so
    m_kept.forget();
    updateState();
    Q_EMIT ended(EndReason::Refused);
}

QFuture<Result<Done>> Session::endAtServer()
{
    m_tokens->disconnect(this); // what becomes of it is no longer this one's state
    auto *signOut = new SignOut(m_sessions, std::move(m_tokens), this);
    auto future = signOut->future();
    signOut->start();
    return future;
}

void Session::updateState()
{
    State state = State::SignedOut;
    if (m_tokens)
        state = m_kept.problem() ? State::SignedInForThisRun : State::SignedIn;
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace keydesk::client
