// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Backoff.h"
#include "client/ConnectionList.h"
#include "client/KeysClient.h"
#include "client/LocalCache.h"
#include "client/PlatformsClient.h"
#include "client/RestClient.h"
#include "client/Session.h"

#include <QDateTime>

#include <memory>
#include <optional>

namespace keydesk::client {

class Keychain;

/**
 * One backend that somebody works with: where it is, who is signed in there, and the platforms as
 * the backend tells them or, until it answers, as it told them last. While it cannot be reached it
 * is asked again by itself. Thread as in RestClient.
 */
class Connection : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Connecting, ///< no answer yet
        Online,
        Offline,   ///< see problem(); the platforms are as they were at asOf()
        SignedOut, ///< somebody must sign in
    };
    Q_ENUM(State)

    /** The backend on this computer, which has no session: see reach(). */
    static constexpr QLatin1StringView localId{"local"};

    /** A backend that was added: its sign-in is kept in \a keychain. Nothing is sent before
     *  start(). Both must outlive it. */
    static std::unique_ptr<Connection> remote(const SavedConnection &saved, Keychain &keychain,
                                              LocalCache &cache);
    /** The one on this computer. Connecting until reach(). \a cache must outlive it. */
    static std::unique_ptr<Connection> local(const QString &name, LocalCache &cache);
    ~Connection() override;

    const QString &id() const { return m_saved.id; }
    bool isLocal() const { return !m_session; }
    /** The backend on this computer does not run. */
    bool isStopped() const { return !m_isThere; }
    const SavedConnection &saved() const { return m_saved; }
    void setName(const QString &name) { m_saved.name = name; }
    void setEmail(const QString &email) { m_saved.email = email; }
    /** See RestClient::setCertificateAuthority(). */
    bool setCertificateAuthority(const QByteArray &pem);

    State state() const { return m_state; }
    /** Why it is Offline. */
    const Problem &problem() const { return m_problem; }
    /** Why it is SignedOut; nothing: nobody was signed in. */
    const std::optional<Session::EndReason> &endReason() const { return m_endReason; }

    const QList<Platform> &platforms() const { return m_platforms; }
    std::optional<Platform> platform(const QString &id) const;
    /** When the backend told the platforms (UTC); invalid if it never did. */
    const QDateTime &asOf() const { return m_asOf; }

    /** Who is signed in; without an id until the backend has told that. */
    const MemberRef &member() const { return m_member; }

    RestClient &rest() { return m_rest; }
    KeysClient &keys() { return m_keys; }
    LocalCache &cache() { return m_cache; }
    /** Null for the backend on this computer. */
    Session *session() { return m_session.get(); }

    /** Takes over what is known from before, without a signal, unless the backend has answered by
     *  now. */
    void fill(const CachedPlatforms &cached);
    /** Signs in as at the end of the last run, and loads the platforms. */
    void start();
    /** After a sign-in, when the person does not want to wait, or when a role may have changed. */
    void reload();
    /** As reload(), but only if it is some time ago that the backend told them. */
    void refresh();
    /** A request that something else made has failed: is the backend away? */
    void noteFailure(const Problem &problem);
    /** The network or the computer is back: no wait is sat out. */
    void tryNow();

    /** The backend on this computer is being started. */
    void expect();
    /** It has started: it is there now. */
    void reach(const QUrl &baseUrl, const AccessToken &token);
    /** It has stopped. */
    void lose(const Problem &problem);

Q_SIGNALS:
    void stateChanged();
    void platformsChanged();

private:
    Connection(SavedConnection saved, Keychain *keychain, LocalCache &cache);

    void onPlatforms(const Result<QList<Platform>> &platforms);
    void onEnded(Session::EndReason reason);
    void setState(State state);
    void goOffline(const Problem &problem);
    void askWhoIsSignedIn();

    SavedConnection m_saved;
    LocalCache &m_cache;
    RestClient m_rest;
    PlatformsClient m_platformsClient;
    KeysClient m_keys;
    std::unique_ptr<Session> m_session; ///< null: the backend on this computer
    Backoff m_backoff;
    State m_state = State::Connecting;
    Problem m_problem;
    MemberRef m_member;
    std::optional<Session::EndReason> m_endReason;
    QList<Platform> m_platforms;
    QDateTime m_asOf;
    bool m_isThere = true; ///< false for the backend on this computer while it does not run
    quint64 m_loading = 0; ///< the latest request; answers to earlier ones are stale
    /** The context of what is under way, which ends when m_rest does: the last member, so that it
     * is gone by then, and nothing runs in what is left of a connection. */
    std::unique_ptr<QObject> m_alive;
};

} // namespace keydesk::client
