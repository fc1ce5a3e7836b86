// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/ServerProcess.h"
#include "support/TestData.h"
#include "support/TestDatabase.h"

#include <optional>

namespace keydesk::testing {

/** A key as a test holds it. */
struct MadeKey
{
    QString id;
    QString secret;
};

/** A server on a new database, and its local owner's platform. */
class ServerFixture
{
public:
    ServerFixture();

    /** The server reaches its database by another URL, e.g. through a relay. Before start(). */
    void reachDatabaseBy(const QString &url) { m_way = url; }
    /** False if the server did not start. */
    bool start(const QStringList &moreArguments = {});
    /** Ends the server and starts it again on the same data. */
    bool restart();

    ServerProcess &server() { return *m_server; }
    HttpClient http() const { return m_server->http(); }
    TestData &data() { return *m_data; }
    const TestDatabase &storage() const { return m_storage; }
    /** The URL of the database, for another server or for SQL. */
    const QString &database() const { return m_storage.url(); }
    QString platformId() const { return m_platformId; }
    std::pair<QByteArray, QByteArray> owner() const { return m_server->authorization(); }

    QByteArray keysPath() const;
    /** POSTs \a json with a new Idempotency-Key. */
    HttpAnswer post(const QByteArray &json) const;
    HttpAnswer list() const;
    MadeKey makeKey(const QByteArray &label) const;
    HttpAnswer verify(const QString &secret) const;
    /** Asks for \a path below the platform, as its owner. */
    HttpAnswer ask(const QByteArray &method, const QByteArray &path, const QByteArray &json = {},
                   const Headers &more = {}) const;
    /** A key as it is in the list; empty if it is not. */
    QJsonObject listed(const QString &keyId) const;

private:
    TestDatabase m_storage;
    QString m_way; // empty: the database's own URL
    std::optional<ServerProcess> m_server;
    std::optional<TestData> m_data;
    QString m_platformId;
};

} // namespace keydesk::testing
