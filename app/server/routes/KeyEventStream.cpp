// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyEventStream.h"

#include "server/routes/TimeJson.h"
#include "server/store/KeyTable.h"

#include <QJsonDocument>

namespace keydesk::server {

namespace asio = boost::asio;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsReadAtOnce = 100;
constexpr std::chrono::seconds heartbeat(15);
// How long somebody goes on listening, to silence, who may not any more.
constexpr std::chrono::seconds betweenChecks(5);

bool isEvent(const AuditRow &row)
{
    return row.entry.action == auditAction::keyCreated ||
           row.entry.action == auditAction::keyUpdated ||
           row.entry.action == auditAction::keyRevoked;
}

QJsonObject dataOf(const AuditRow &row, const std::optional<ApiKey> &key)
{
    const QJsonObject by{{u"id"_s, row.actor.member.id}, {u"name"_s, row.actor.member.name}};
    return {{u"at"_s, timeText(row.at)},
            {u"by"_s, by},
            {u"keyId"_s, row.entry.keyId},
            {u"label"_s, row.entry.keyLabel},
            {u"key"_s, key ? QJsonValue(toJson(*key)) : QJsonValue()}};
}

} // namespace

KeyEventStream::KeyEventStream(Store &store, const Access &access, PlatformEvents &events,
                               const asio::any_io_executor &executor, Subscription subscription,
                               qint64 lastNumber)
    : m_store(store)
    , m_access(access)
    , m_listener(events, subscription.platformId, executor)
    , m_subscription(std::move(subscription))
    , m_lastNumber(lastNumber)
{
}

void KeyEventStream::stop()
{
    m_isStopped = true;
    m_listener.wake();
}

asio::awaitable<KeyEventStream::News> KeyEventStream::read()
{
    co_return co_await m_store.read([this](Database &database) {
        const QString &platformId = m_subscription.platformId;
        News news;
        news.mayListen = m_access.isStillManager(database, m_subscription);
        if (!news.mayListen)
            return news;
        news.rows = AuditTable(database).after(platformId, m_lastNumber, rowsReadAtOnce);
        for (const AuditRow &row : news.rows)
            news.keys.push_back(
                KeyTable(database).find(platformId, row.entry.keyId, m_store.now()));
        return news;
    });
}

Bytes KeyEventStream::written(const News &news)
{
    Bytes text;
    for (std::size_t i = 0; i < news.rows.size(); ++i) {
        const AuditRow &row = news.rows[i];
        m_lastNumber = row.number;
        const QByteArray id = "id: " + QByteArray::number(row.number) + '\n';
        text.append(id.constData(), static_cast<std::size_t>(id.size()));
        if (isEvent(row)) {
            const QByteArray event =
                "event: " + row.entry.action.toLatin1() + "\ndata: " +
                QJsonDocument(dataOf(row, news.keys[i])).toJson(QJsonDocument::Compact) + '\n';
            text.append(event.constData(), static_cast<std::size_t>(event.size()));
        }
        text.append("\n");
    }
    return text;
}

// The first bytes come at once and tell the client where it is: an id without data is no event.
asio::awaitable<Bytes> KeyEventStream::next()
{
    if (!m_hasBegun) {
        m_hasBegun = true;
        const QByteArray begin = "retry: 2000\nid: " + QByteArray::number(m_lastNumber) + "\n\n";
        co_return Bytes(begin.constData(), static_cast<std::size_t>(begin.size()));
    }
    const auto asked = std::chrono::steady_clock::now();
    while (!m_isStopped) {
        const News news = co_await read();
        if (!news.mayListen || m_isStopped)
            break;
        if (!news.rows.empty())
            co_return written(news);
        if (std::chrono::steady_clock::now() - asked >= heartbeat)
            co_return Bytes(": still here\n\n");
        co_await m_listener.wait(betweenChecks);
    }
    co_return Bytes();
}

} // namespace keydesk::server
