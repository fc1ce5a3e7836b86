// SPDX-License-Identifier: Apache-2.0
#include "client/ConnectionList.h"

#include "client/LocalCache.h"
#include "client/Worker.h"
#include "keys/Platform.h"

#include <sodium.h>

#include <QJsonArray>

#include <algorithm>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int connectionsVersion = 1;

QString newId()
{
    QByteArray bytes(12, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return QString::fromLatin1(bytes.toHex());
}

// A URL can carry a password.
QUrl originOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                        QUrl::RemoveFragment);
}

// A file of certificates can hold their private key as well.
QByteArray certificatesOnly(const QByteArray &pem)
{
    static constexpr QByteArrayView begin = "-----BEGIN CERTIFICATE-----";
    static constexpr QByteArrayView end = "-----END CERTIFICATE-----";
    QByteArray certificates;
    for (qsizetype from = pem.indexOf(begin); from >= 0; from = pem.indexOf(begin, from)) {
        const qsizetype to = pem.indexOf(end, from);
        if (to < 0)
            break;
        certificates += pem.sliced(from, to + end.size() - from) + '\n';
        from = to;
    }
    return certificates;
}

QJsonObject toJson(const SavedConnection &connection)
{
    return {{u"id"_s, connection.id},
            {u"name"_s, connection.name},
            {u"origin"_s, connection.origin.toString(QUrl::FullyEncoded)},
            {u"certificateAuthority"_s, QString::fromLatin1(connection.certificateAuthority)},
            {u"email"_s, connection.email}};
}

std::optional<SavedConnection> connectionFrom(const QJsonObject &object)
{
    SavedConnection connection;
    connection.id = object.value(u"id").toString();
    connection.name = object.value(u"name").toString();
    connection.origin = originOf(QUrl(object.value(u"origin").toString(), QUrl::StrictMode));
    connection.certificateAuthority =
        certificatesOnly(object.value(u"certificateAuthority").toString().toLatin1());
    connection.email = object.value(u"email").toString();
    const QString scheme = connection.origin.scheme();
    const bool isWeb = scheme == u"https"_s || scheme == u"http"_s;
    // All of Keydesk's ids have the same form.
    if (!isPlatformId(connection.id) || !isWeb || connection.origin.host().isEmpty())
        return std::nullopt;
    return connection;
}

QFuture<Result<Done>> notThere()
{
    return QtFuture::makeReadyFuture(
        Result<Done>(tl::unexpected(Problem{.code = ProblemCode::NotFound})));
}

} // namespace

ConnectionList::ConnectionList(Worker &worker, LocalCache &cache, const QString &folder,
                               QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_cache(cache)
    , m_file(folder + u"/connections.json"_s, connectionsVersion)
{
    load();
}

void ConnectionList::load()
{
    const auto content = m_file.load();
    if (!content) {
        m_loadProblem = content.error();
        return;
    }
    const QJsonArray items = content->value(u"connections").toArray();
    for (const auto item : items) {
        auto connection = connectionFrom(item.toObject());
        if (connection && indexOf(connection->id) < 0) {
            connection->position = static_cast<int>(m_all.size());
            m_all.append(*std::move(connection));
        }
    }
    if (m_all.size() == items.size())
        return;
    m_file.keepCopy();
    m_loadProblem = Problem{.code = ProblemCode::CacheFailed,
                            .detail = u"connections.json: an entry is not understood"_s};
}

std::optional<SavedConnection> ConnectionList::find(const QString &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? std::nullopt : std::optional(m_all[index]);
}

ConnectionList::Added ConnectionList::add(SavedConnection connection)
{
    connection.id = newId();
    connection.origin = originOf(connection.origin);
    connection.certificateAuthority = certificatesOnly(connection.certificateAuthority);
    connection.position = static_cast<int>(m_all.size());
    m_all.append(connection);
    return {std::move(connection), store()};
}

QFuture<Result<Done>> ConnectionList::rename(const QString &id, const QString &name)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return notThere();
    m_all[index].name = name;
    return store();
}

QFuture<Result<Done>> ConnectionList::setEmail(const QString &id, const QString &email)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return notThere();
    m_all[index].email = email;
    return store();
}

QFuture<Result<Done>> ConnectionList::setCertificateAuthority(const QString &id,
                                                              const QByteArray &pem)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return notThere();
    m_all[index].certificateAuthority = certificatesOnly(pem);
    return store();
}

QFuture<Result<Done>> ConnectionList::move(const QString &id, int position)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return notThere();
    m_all.move(index, std::clamp<qsizetype>(position, 0, m_all.size() - 1));
    return store();
}

QFuture<Result<Done>> ConnectionList::remove(const QString &id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return notThere();
    m_all.removeAt(index);
    const auto forgotten = m_cache.removeConnection(id);
    auto kept = store();
    Q_EMIT removed(id);
    // One worker does one after the other: the second is not done before the first.
    return kept.then([forgotten](const Result<Done> &outcome) {
        return outcome ? forgotten.result() : outcome;
    });
}

qsizetype ConnectionList::indexOf(const QString &id) const
{
    const auto found = std::ranges::find(m_all, id, &SavedConnection::id);
    return found == m_all.end() ? -1 : std::distance(m_all.begin(), found);
}

QFuture<Result<Done>> ConnectionList::store()
{
    QJsonArray items;
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        m_all[i].position = static_cast<int>(i);
        items.append(toJson(m_all[i]));
    }
    const QJsonObject content{{u"connections"_s, items}};
    auto kept = m_worker.run([file = m_file, content] { return file.store(content); });
    Q_EMIT changed();
    return kept;
}

} // namespace keydesk::client
