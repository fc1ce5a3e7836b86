// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Authoriser.h"
#include "client/KeptSecret.h"
#include "client/SessionsClient.h"
#include "client/TokenRenewal.h"
#include "keys/Password.h"

#include <memory>
#include <optional>

namespace keydesk::client {

/**
 * Whether a member is signed in at one backend, and the tokens for it. The refresh token is kept in
 * the desktop's keychain, so that they still are at the next start; it is nowhere else.
 *
 * Lives in one thread, with the RestClient and the keychain. A future of its own is finished or,
 * when this object goes first, cancelled.
 */
class Session : public Authoriser
{
    Q_OBJECT

public:
    enum class State {
        SignedOut,
        SignedIn,           ///< also after the next start
        SignedInForThisRun, ///< the keychain does not work: see keychainProblem()
    };
    Q_ENUM(State)

    enum class EndReason {
        SignedOut, ///< by signOut() or another sign-in
        Refused, ///< ended by the server: expired, signed out elsewhere, or the member was removed
    };
    Q_ENUM(EndReason)

    /**
     * \a rest and \a keychain must outlive this object; \a rest stays at the connection's backend
     * for as long. \a connectionId names the connection in the keychain, e.g. BackendUrl::key().
     */
    Session(RestClient &rest, Keychain &keychain, QString connectionId, Clock clock = systemClock(),
            QObject *parent = nullptr);
    ~Session() override;

    State state() const { return m_state; }
    /** Why the sign-in is not kept, or could not be removed. Tried again by itself. */
    const std::optional<Problem> &keychainProblem() const { return m_kept.problem(); }
    /** False while the keychain has not said yet whether it has the sign-in. */
    bool isKeychainSettled() const { return m_kept.isSettled(); }
    /** Tries the keychain again now; it may ask the person. Ends in keychainSettled(). */
    void retryKeychain() { m_kept.retryNow(); }
    /** How often to look whether the keychain works again. */
    void setKeychainRetryInterval(std::chrono::milliseconds interval);

    /** Problems: WrongCredentials, TooManyRequests, and those of the network. */
    QFuture<Result<Done>> signIn(const QString &email, Password password);

    /** After a sign-in in the browser. Problems: SignInRefused, and those of the network. */
    QFuture<Result<Done>> signIn(const IdToken &token);

    /** Signed in with \a tokens that were got in another way. Not null; they are moved out of it.
     */
    void begin(const SharedTokens &tokens);

    /**
     * Signed in as at the end of the last run. Problems: KeychainEntryMissing, if nobody was; those
     * of the keychain; TokenInvalid, if the server has ended the session; and those of the network,
     * with which the member is signed in all the same, and the next request tries again.
     */
    QFuture<Result<Done>> restore();

    /**
     * Signed out at once, here and in the keychain. A problem of the network: the server does not
     * know, and its session goes on for up to 30 days, though nobody has a token for it.
     */
    QFuture<Result<Done>> signOut();

    QFuture<Result<AccessToken>> accessToken() override;
    void onTokenRefused(const AccessToken &token) override;

    static Clock systemClock();

Q_SIGNALS:
    void stateChanged(keydesk::client::Session::State state);
    /** It is kept, or see keychainProblem(). */
    void keychainSettled();
    /** After stateChanged(). */
    void ended(keydesk::client::Session::EndReason reason);

private:
    QFuture<Result<Done>> beginWith(QFuture<Result<SharedTokens>> answer);
    void setTokens(std::unique_ptr<TokenRenewal> tokens);
    void keep();
    void onRestored(const Result<SharedSecret> &secret,
                    const std::shared_ptr<QPromise<Result<Done>>> &promise);
    void onRefused();
    QFuture<Result<Done>> endAtServer();
    void updateState();

    SessionsClient m_sessions;
    KeptSecret m_kept;
    Clock m_clock;
    std::unique_ptr<TokenRenewal> m_tokens; ///< null: signed out
    State m_state = State::SignedOut;
};

} // namespace keydesk::client
