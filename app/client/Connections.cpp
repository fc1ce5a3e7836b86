// SPDX-License-Identifier: Apache-2.0
#include "client/Connections.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace keydesk::client {

namespace {

/** What is known is painted before a keychain and backends are asked for what is new. */
constexpr std::chrono::milliseconds timeToPaint{100};

} // namespace

Connections::Connections(const QString &localName, ConnectionList &list, Keychain &keychain,
                         LocalCache &cache, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_keychain(keychain)
    , m_cache(cache)
    , m_cached(cache.platforms())
{
    take(Connection::local(localName, cache));
    for (const SavedConnection &saved : list.all())
        take(Connection::remote(saved, keychain, cache));
}

Connections::~Connections() = default;

Connection &Connections::take(std::unique_ptr<Connection> connection)
{
    Connection *taken = m_all.emplace_back(std::move(connection)).get();
    connect(taken, &Connection::stateChanged, this, [this, taken] { Q_EMIT stateChanged(taken); });
    connect(taken, &Connection::platformsChanged, this,
            [this, taken] { Q_EMIT platformsChanged(taken); });
    return *taken;
}

std::vector<Connection *> Connections::all() const
{
    std::vector<Connection *> all(m_all.size());
    std::ranges::transform(m_all, all.begin(), &std::unique_ptr<Connection>::get);
    return all;
}

Connection *Connections::find(const QString &id) const
{
    const auto found = std::ranges::find(m_all, id, &Connection::id);
    return found == m_all.end() ? nullptr : found->get();
}

Connection *Connections::at(const QUrl &origin) const
{
    const auto found = std::ranges::find_if(m_all, [&](const auto &connection) {
        return !connection->isLocal() && connection->saved().origin == origin;
    });
    return found == m_all.end() ? nullptr : found->get();
}

void Connections::start()
{
    std::exchange(m_cached, {}).then(this, [this](const Result<QList<CachedPlatforms>> &cached) {
        onCached(cached);
    });
}

void Connections::onCached(const Result<QList<CachedPlatforms>> &cached)
{
    if (cached) {
        for (const CachedPlatforms &platforms : *cached) {
            if (Connection *connection = find(platforms.connectionId))
                connection->fill(platforms);
        }
    }
    Q_EMIT filled();
    for (Connection *connection : all()) {
        if (connection->isLocal())
            continue;
        if (connection->asOf().isValid())
            QTimer::singleShot(timeToPaint, connection, &Connection::start);
        else
            connection->start();
    }
}

void Connections::tryNow()
{
    for (const auto &connection : m_all)
        connection->tryNow();
}

void Connections::refresh()
{
    for (const auto &connection : m_all)
        connection->refresh();
}

Connection &Connections::add(const SavedConnection &saved)
{
    const auto added = m_list.add(saved);
    watch(added.kept);
    Connection &connection = take(Connection::remote(added.connection, m_keychain, m_cache));
    Q_EMIT changed();
    return connection;
}

void Connections::rename(Connection &connection, const QString &name)
{
    connection.setName(name);
    watch(m_list.rename(connection.id(), name));
    Q_EMIT changed();
}

void Connections::setEmail(Connection &connection, const QString &email)
{
    connection.setEmail(email);
    watch(m_list.setEmail(connection.id(), email));
}

void Connections::setCertificateAuthority(Connection &connection, const QByteArray &pem)
{
    connection.setCertificateAuthority(pem);
    watch(m_list.setCertificateAuthority(connection.id(), pem));
}

void Connections::remove(Connection &connection)
{
    Q_EMIT aboutToRemove(&connection);
    const QString id = connection.id();
    watch(m_list.remove(id));
    const auto found = std::ranges::find(m_all, id, &Connection::id);
    Connection *removed = found->release();
    m_all.erase(found);
    removed->disconnect(this);
    removed->setParent(this);
    // It is there until its backend has been told.
    removed->session()->signOut().then(removed,
                                       [removed](const Result<Done> &) { removed->deleteLater(); });
    Q_EMIT changed();
}

void Connections::watch(QFuture<Result<Done>> kept)
{
    kept.then(this, [this](const Result<Done> &outcome) {
        if (!outcome)
            Q_EMIT notKept(outcome.error());
    });
}

} // namespace keydesk::client
