// SPDX-License-Identifier: Apache-2.0
#include "client/Connection.h"

#include "client/Keychain.h"
#include "client/Member.h"

#include <algorithm>
#include <utility>

namespace keydesk::client {

namespace {

/** Whether it says that the backend is away, and not that it refuses something. */
bool isAway(const Problem &problem)
{
    switch (problem.code) {
    case ProblemCode::ServerUnreachable:
    case ProblemCode::ServerSilent:
    case ProblemCode::HostNotFound:
    case ProblemCode::Unavailable:
    case ProblemCode::CertificateRejected:
        return true;
    default:
        return false;
    }
}

} // namespace

std::unique_ptr<Connection> Connection::remote(const SavedConnection &saved, Keychain &keychain,
                                               LocalCache &cache)
{
    return std::unique_ptr<Connection>(new Connection(saved, &keychain, cache));
}

std::unique_ptr<Connection> Connection::local(const QString &name, LocalCache &cache)
{
    SavedConnection saved;
    saved.id = localId;
    saved.name = name;
    return std::unique_ptr<Connection>(new Connection(std::move(saved), nullptr, cache));
}

Connection::Connection(SavedConnection saved, Keychain *keychain, LocalCache &cache)
    : m_saved(std::move(saved))
    , m_cache(cache)
    , m_platformsClient(m_rest)
    , m_keys(m_rest)
    , m_alive(std::make_unique<QObject>())
{
    connect(&m_backoff, &Backoff::due, this, &Connection::reload);
    if (!keychain)
        return;
    m_session = std::make_unique<Session>(m_rest, *keychain, m_saved.id);
    m_rest.setCertificateAuthority(m_saved.certificateAuthority);
    m_rest.setAuthorisedBackend(m_saved.origin, *m_session);
    connect(m_session.get(), &Session::ended, m_alive.get(),
            [this](Session::EndReason reason) { onEnded(reason); });
}

Connection::~Connection() = default;

bool Connection::setCertificateAuthority(const QByteArray &pem)
{
    if (!m_rest.setCertificateAuthority(pem))
        return false;
    m_saved.certificateAuthority = pem;
    return true;
}

std::optional<Platform> Connection::platform(const QString &id) const
{
    const auto found = std::ranges::find(m_platforms, id, &Platform::id);
    return found == m_platforms.end() ? std::nullopt : std::optional(*found);
}

void Connection::fill(const CachedPlatforms &cached)
{
    if (m_asOf.isValid())
        return;
    m_platforms = cached.platforms;
    m_asOf = cached.fetchedAt;
}

void Connection::start()
{
    m_session->restore().then(m_alive.get(), [this](const Result<Done> &restored) {
        if (m_session->state() != Session::State::SignedOut)
            return reload();
        m_problem = restored ? Problem() : restored.error();
        setState(State::SignedOut);
    });
}

void Connection::reload()
{
    if (!m_isThere)
        return;
    m_backoff.cancel();
    m_platformsClient.list().then(
        m_alive.get(), [this, loading = ++m_loading](const Result<QList<Platform>> &platforms) {
            if (loading == m_loading)
                onPlatforms(platforms);
        });
}

void Connection::refresh()
{
    constexpr qint64 young = 5; // s; the person comes and goes quicker than roles change
    if (m_state == State::Online && m_asOf.secsTo(QDateTime::currentDateTimeUtc()) >= young)
        reload();
}

void Connection::onPlatforms(const Result<QList<Platform>> &platforms)
{
    if (!platforms) {
        if (m_session && m_session->state() == Session::State::SignedOut)
            return; // onEnded() has said so
        return goOffline(platforms.error());
    }
    m_backoff.reset();
    m_platforms = *platforms;
    m_asOf = QDateTime::currentDateTimeUtc();
    m_cache.storePlatforms(m_saved.id, m_platforms, m_asOf);
    if (m_member.id.isEmpty())
        askWhoIsSignedIn();
    setState(State::Online);
    Q_EMIT platformsChanged();
}

void Connection::askWhoIsSignedIn()
{
    signedInMember(m_rest).then(m_alive.get(),
                                [this, loading = m_loading](const Result<MemberRef> &member) {
                                    if (member && loading == m_loading)
                                        m_member = *member;
                                });
}

void Connection::noteFailure(const Problem &problem)
{
    if (m_state == State::Online && isAway(problem))
        goOffline(problem);
}

void Connection::goOffline(const Problem &problem)
{
    m_problem = problem;
    m_backoff.wait(problem.retryAfter);
    setState(State::Offline);
}

void Connection::tryNow()
{
    if (m_state == State::Offline && m_backoff.isWaiting())
        reload();
}

void Connection::onEnded(Session::EndReason reason)
{
    ++m_loading;
    m_backoff.cancel();
    m_member = {};
    m_endReason = reason;
    if (reason == Session::EndReason::SignedOut) { // by the person: nothing is left for others
        m_platforms.clear();
        m_asOf = {};
        m_cache.removeConnection(m_saved.id);
    }
    setState(State::SignedOut);
    Q_EMIT platformsChanged();
}

void Connection::expect()
{
    m_isThere = false;
    setState(State::Connecting);
}

void Connection::reach(const QUrl &baseUrl, const AccessToken &token)
{
    m_isThere = true;
    m_rest.setBackend(baseUrl, token);
    reload();
}

void Connection::lose(const Problem &problem)
{
    m_isThere = false;
    ++m_loading;
    m_backoff.cancel();
    m_problem = problem;
    setState(State::Offline);
}

void Connection::setState(State state)
{
    const bool isSame = std::exchange(m_state, state) == state && state == State::Online;
    if (!isSame)
        Q_EMIT stateChanged();
}

} // namespace keydesk::client
