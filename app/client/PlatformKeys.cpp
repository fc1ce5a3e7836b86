// SPDX-License-Identifier: Apache-2.0
#include "client/PlatformKeys.h"

#include "client/Connection.h"

#include <algorithm>
#include <utility>

namespace keydesk::client {

PlatformKeys::PlatformKeys(Connection &connection, QString platformId, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_platformId(std::move(platformId))
    , m_events(connection.rest(), m_platformId)
{
    connect(&connection, &Connection::stateChanged, this, &PlatformKeys::onConnectionChanged);
    connect(&m_events, &EventStream::missed, this, &PlatformKeys::reload);
    connect(&m_events, &EventStream::refused, this, &PlatformKeys::onFailed);
    connect(&m_events, &EventStream::connected, &connection, &Connection::tryNow); // it is back
    connect(&m_events, &EventStream::interrupted, &connection, &Connection::noteFailure);
    connect(&m_events, &EventStream::heartbeat, this, &PlatformKeys::heartbeat);
    connect(&m_events, &EventStream::created, this,
            [this](const KeyEvent &event) { onEvent(Change::Created, event); });
    connect(&m_events, &EventStream::updated, this,
            [this](const KeyEvent &event) { onEvent(Change::Updated, event); });
    connect(&m_events, &EventStream::revoked, this,
            [this](const KeyEvent &event) { onEvent(Change::Revoked, event); });
}

void PlatformKeys::start()
{
    m_connection.cache()
        .keys(m_connection.id(), m_platformId)
        .then(this, [this](const Result<std::optional<CachedKeys>> &cached) {
            if (cached && *cached && !m_asOf.isValid())
                fill(**cached);
        });
    onConnectionChanged();
}

void PlatformKeys::fill(const CachedKeys &cached)
{
    m_list = cached.list;
    m_asOf = cached.fetchedAt;
    Q_EMIT changed();
}

void PlatformKeys::reload()
{
    if (m_connection.state() == Connection::State::Online)
        ask();
}

void PlatformKeys::tryNow()
{
    m_events.tryNow(); // reads the list again unless it goes on where it was
}

void PlatformKeys::ask()
{
    if (m_isAsking) {
        m_askAgain = true;
        return;
    }
    m_isAsking = true;
    m_connection.keys().list(m_platformId).then(this, [this](const Result<KeyList> &list) {
        m_isAsking = false;
        onListed(list);
    });
}

void PlatformKeys::onListed(const Result<KeyList> &list)
{
    const bool isOutdated = std::exchange(m_askAgain, false);
    if (!list)
        return onFailed(list.error());
    m_list = *list;
    m_list.keys.removeIf([this](const ApiKey &key) { return m_removed.contains(key.id); });
    m_asOf = QDateTime::currentDateTimeUtc();
    m_isCurrent = m_isOnline; // the connection may have broken behind this answer
    store();
    Q_EMIT changed();
    if (isOutdated)
        ask();
}

void PlatformKeys::onFailed(const Problem &problem)
{
    m_isCurrent = false;
    if (problem.code == ProblemCode::RoleRequired || problem.code == ProblemCode::NotFound) {
        m_events.stop();
        m_list = {};
        m_asOf = {};
        m_connection.cache().removeRefused(m_connection.id(), m_platformId, problem);
    }
    Q_EMIT failed(problem);
    m_connection.noteFailure(problem);
}

void PlatformKeys::onConnectionChanged()
{
    const bool wasOnline =
        std::exchange(m_isOnline, m_connection.state() == Connection::State::Online);
    switch (m_connection.state()) {
    case Connection::State::Online:
        if (wasOnline)
            return;
        ask();
        m_events.tryNow(); // if it has been started before
        m_events.start();
        return;
    case Connection::State::Offline:
        m_isCurrent = false;
        Q_EMIT failed(m_connection.problem());
        return;
    case Connection::State::SignedOut:
        m_events.stop();
        return;
    case Connection::State::Connecting:
        return;
    }
}

void PlatformKeys::onEvent(Change change, const KeyEvent &event)
{
    const auto known = std::ranges::find(m_list.keys, event.keyId, &ApiKey::id);
    const bool isKnown = known != m_list.keys.end();
    // What this application did, or was told in the list already.
    const bool isEcho = change == Change::Revoked   ? m_removed.contains(event.keyId)
                        : change == Change::Created ? isKnown
                                                    : isKnown && event.key == *known;
    if (m_isAsking)
        m_askAgain = true;
    if (isEcho)
        return;
    apply(change, event);
    Q_EMIT heard(change, event);
}

void PlatformKeys::apply(Change change, const KeyEvent &event)
{
    if (change == Change::Revoked || !event.key) // gone by now: its own event follows
        remove({event.keyId});
    else
        put(*event.key);
}

void PlatformKeys::put(const ApiKey &key)
{
    const auto known = std::ranges::find(m_list.keys, key.id, &ApiKey::id);
    if (known == m_list.keys.end())
        m_list.keys.append(key);
    else
        *known = key;
    if (m_isAsking)
        m_askAgain = true;
    m_list.used = static_cast<int>(m_list.keys.size());
    store();
    Q_EMIT changed();
}

void PlatformKeys::remove(const QStringList &keyIds)
{
    for (const QString &id : keyIds)
        m_removed.insert(id);
    m_list.keys.removeIf([&keyIds](const ApiKey &key) { return keyIds.contains(key.id); });
    m_list.used = static_cast<int>(m_list.keys.size());
    store();
    Q_EMIT changed();
}

void PlatformKeys::store()
{
    if (m_asOf.isValid())
        m_connection.cache().storeKeys(m_connection.id(), m_platformId, m_list, m_asOf);
}

} // namespace keydesk::client
