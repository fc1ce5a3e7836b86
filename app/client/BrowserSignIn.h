// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/IdToken.h"
#include "client/LoopbackPage.h"
#include "client/OidcOffer.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace keydesk::client {

class LoopbackListener;

/**
 * Sign-in with the person's own browser: OpenID Connect's authorization code flow for a program
 * without a secret of its own (RFC 8252), with PKCE by S256 (RFC 7636) and the issuer's name in the
 * redirect (RFC 9207). Its end is an ID token for the backend; the provider's other tokens are
 * thrown away unread.
 *
 * State, nonce and verifier are new for each sign-in. They, the code and the tokens are wiped as
 * soon as they have been used, as far as they are in Keydesk's hands: Qt Network's own buffers are
 * not. What may be left there is a code and a verifier that have been used, and so are worthless.
 * Nothing of it is logged.
 *
 * Lives in the thread that made it. The future finishes in its event loop, exactly once, also when
 * this object goes first (BrowserSignInCancelled).
 */
class BrowserSignIn : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>;

    explicit BrowserSignIn(QObject *parent = nullptr);
    ~BrowserSignIn() override;

    /**
     * Asks the provider what it offers, then asks for the browser by openUrl() and waits for it to
     * come back. One at a time: a sign-in that is under way is cancelled.
     * Problems: ProviderUnreachable, ProviderCertificateRejected (its reason says what is wrong
     * with it), ProviderNotUnderstood (its detail says what is wrong),
     * BrowserSignInRefused (its detail is the provider's error code, "access_denied" if the person
     * said no), BrowserSignInTimedOut, BrowserSignInCancelled.
     */
    QFuture<Result<IdToken>> start(const OidcOffer &offer);

    /** Does nothing if no sign-in is under way. */
    void cancel();

    /** From start() to the end, the person's part included. */
    void setTimeout(std::chrono::milliseconds timeout) { m_limits.whole = timeout; }
    /** No answer of the provider's for this long. */
    void setAnswerTimeout(std::chrono::milliseconds timeout) { m_limits.answer = timeout; }
    /**
     * Trusts the certificates in \a pem as well as the system's when it asks a provider: those that
     * a person has added to the connection. That gives their authority no power that it has not
     * anyway: the backend that it vouches for names the provider.
     */
    void setCertificateAuthority(const QByteArray &pem) { m_authority = pem; }
    void setClock(Clock clock) { m_clock = std::move(clock); }
    /** What the browser shows at the end, from the next sign-in on. */
    void setWords(SignInWords words) { m_words = std::move(words); }

Q_SIGNALS:
    /** The person's browser is to show \a url. It has no secret but the provider's own business. */
    void openUrl(const QUrl &url);

private:
    class Attempt;
    struct Limits
    {
        std::chrono::milliseconds whole = std::chrono::minutes(5);
        std::chrono::milliseconds answer = std::chrono::seconds(20);
    };

    Limits m_limits;
    QByteArray m_authority;
    Clock m_clock;
    SignInWords m_words;
    Attempt *m_attempt = nullptr; ///< deletes itself after its end, which also sets this to null
    std::unique_ptr<LoopbackListener> m_pages; ///< of the last sign-in: still shows its outcome
};

} // namespace keydesk::client
