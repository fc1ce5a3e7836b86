// SPDX-License-Identifier: Apache-2.0
// The server is killed again and again while keys are made and revoked: what it has answered holds,
// and what it has not answered has either happened or not.
#include "support/Seed.h"
#include "support/ServerFixture.h"

#include <QJsonArray>
#include <QMap>
#include <QTest>

#include <atomic>
#include <chrono>
#include <csignal>
#include <deque>
#include <memory>
#include <random>
#include <thread>
#include <vector>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int connections = 6; // each with a platform of its own, all at the same time
constexpr int answersWanted = 1000;
constexpr int mostKills = 150; // of which one in ten or so comes between a commit and its answer
constexpr std::size_t keyLimit = 25;
constexpr qsizetype askedAgain = 5; ///< how many of the last ones are asked for again

struct Create
{
    QByteArray label;
    std::pair<QByteArray, QByteArray> idempotencyKey;
    MadeKey made{}; ///< empty as long as there was no answer
};

/** Makes and revokes keys of one platform, one after the other, and knows what was answered. */
struct Client
{
    QString platformId{};
    std::mt19937_64 random{};
    int number = 0;
    QString fault{}; ///< an answer that must not be

    QMap<QString, Create> keys{}; ///< by id
    std::vector<MadeKey> revoked{};
    std::size_t revokedSeen = 0; ///< how many of them were verified after an earlier kill
    std::optional<Create> createInDoubt{};
    std::optional<QString> revokeInDoubt{};

    bool mayGoOn() const { return fault.isEmpty() && !createInDoubt && !revokeInDoubt; }
    void create(const ServerProcess &server);
    void revoke(const ServerProcess &server, const QString &keyId);
    HttpAnswer ask(const ServerProcess &server, const QByteArray &method,
                   const QByteArray &path) const;
    HttpAnswer ask(const ServerProcess &server, const Create &create) const;
    HttpAnswer verify(const ServerProcess &server, const QString &secret);
    QMap<QString, QByteArray> listed(const ServerProcess &server) const;
};

/** Empty also if the answer has not come to its end. */
MadeKey madeKey(const HttpAnswer &answer)
{
    const QJsonObject json = answer.json();
    return {json[u"key"_s][u"id"_s].toString(), json[u"secret"_s].toString()};
}

HttpAnswer Client::ask(const ServerProcess &server, const QByteArray &method,
                       const QByteArray &path) const
{
    return server.http().send(
        {.method = method,
         .path = "/admin/v1/platforms/" + platformId.toLatin1() + "/keys" + path,
         .headers = {server.authorization()}});
}

HttpAnswer Client::ask(const ServerProcess &server, const Create &create) const
{
    return server.http().send(createRequest(platformId, server.authorization(),
                                            create.idempotencyKey,
                                            "{\"label\":\"" + create.label + "\"}"));
}

void Client::create(const ServerProcess &server)
{
    Create create{.label = "Key " + QByteArray::number(++number),
                  .idempotencyKey = newIdempotencyKey()};
    const HttpAnswer answer = ask(server, create);
    create.made = madeKey(answer);
    if (answer.status != 0 && answer.status != 201)
        fault = u"a create was answered with %1"_s.arg(answer.status);
    else if (create.made.secret.isEmpty())
        createInDoubt = create;
    else
        keys[create.made.id] = create;
}

void Client::revoke(const ServerProcess &server, const QString &keyId)
{
    const HttpAnswer answer = ask(server, "DELETE", '/' + keyId.toLatin1());
    if (answer.status == 204)
        revoked.push_back(keys.take(keyId).made);
    else if (answer.status == 0)
        revokeInDoubt = keyId;
    else
        fault = u"a revoke was answered with %1"_s.arg(answer.status);
}

HttpAnswer Client::verify(const ServerProcess &server, const QString &secret)
{
    Headers headers = keyHeaders(platformId, secret);
    headers.append(newClientAddress());
    return server.http().send({.path = "/verify", .headers = headers});
}

QMap<QString, QByteArray> Client::listed(const ServerProcess &server) const
{
    QMap<QString, QByteArray> labels;
    for (const QJsonValue key : ask(server, "GET", {}).json()[u"items"_s].toArray())
        labels[key[u"id"_s].toString()] = key[u"label"_s].toString().toUtf8();
    return labels;
}

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAnsweredOutlivesEachKill();

private:
    bool start();
    void addClients();
    /** Lets all clients work until \a answers more have come, and kills the server. */
    void workAndKill(int answers);
    void work(Client &client);
    QString settle(Client &client);
    QString settleCreate(Client &client, const QMap<QString, QByteArray> &listed);
    QString settleRevoke(Client &client, const QMap<QString, QByteArray> &listed);
    QString differences(Client &client);
    int any(int below) { return std::uniform_int_distribution(0, below - 1)(m_random); }

    ServerFixture m_fixture;
    std::deque<Client> m_clients;
    std::mt19937_64 m_random;
    std::atomic<int> m_answers = 0;
    int m_done = 0;   ///< of what had no answer
    int m_undone = 0; ///< the same
};

bool KillTest::start()
{
    return m_fixture.start({u"--trusted-proxy"_s, u"127.0.0.1"_s});
}

void KillTest::addClients()
{
    const QString owner = m_fixture.http()
                              .send({.path = "/admin/v1/me", .headers = {m_fixture.owner()}})
                              .json()[u"id"_s]
                              .toString();
    for (int i = 0; i < connections; ++i) {
        Client &client = m_clients.emplace_back();
        client.platformId = m_fixture.data().addPlatform(u"Platform %1"_s.arg(i));
        m_fixture.data().setRole(client.platformId, owner, u"owner"_s);
        client.random.seed(m_random());
    }
}

void KillTest::work(Client &client)
{
    const ServerProcess &server = m_fixture.server();
    while (client.mayGoOn()) {
        const bool isFull = client.keys.size() >= qsizetype(keyLimit);
        if (!isFull && (client.keys.isEmpty() || client.random() % 100 < 55))
            client.create(server);
        else
            client.revoke(
                server,
                client.keys.keys()[qsizetype(client.random() % quint64(client.keys.size()))]);
        if (client.mayGoOn())
            ++m_answers;
    }
}

void KillTest::workAndKill(int answers)
{
    const int target = m_answers + answers;
    std::atomic<int> working = connections;
    std::vector<std::thread> threads;
    for (Client &client : m_clients)
        threads.emplace_back([this, &client, &working] {
            work(client);
            --working;
        });
    // After this, each client has a request under way; when exactly it ends is a matter of chance.
    while (m_answers < target && working > 0)
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    std::this_thread::sleep_for(std::chrono::microseconds(any(4000)));
    ::kill(static_cast<pid_t>(m_fixture.server().process().processId()), SIGKILL);
    m_fixture.server().process().waitForFinished();
    for (std::thread &thread : threads)
        thread.join();
}

// Whether a create without an answer has happened or not: asked again, there is one key.
QString KillTest::settleCreate(Client &client, const QMap<QString, QByteArray> &listed)
{
    Create create = *std::exchange(client.createInDoubt, {});
    const QList<QString> before = listed.keys(create.label);
    ++(before.isEmpty() ? m_undone : m_done);
    create.made = madeKey(client.ask(m_fixture.server(), create));
    if (create.made.secret.isEmpty())
        return u"a create could not be asked again"_s;
    if (before.size() > 1 || (before.size() == 1 && before.first() != create.made.id))
        return u"a create without an answer has made two keys"_s;
    client.keys[create.made.id] = create;
    return {};
}

QString KillTest::settleRevoke(Client &client, const QMap<QString, QByteArray> &listed)
{
    const QString keyId = *std::exchange(client.revokeInDoubt, {});
    const bool isThere = listed.contains(keyId);
    ++(isThere ? m_undone : m_done);
    if (isThere && any(2) == 0)
        return {}; // as if it had never been asked for
    const int status = client.ask(m_fixture.server(), "DELETE", '/' + keyId.toLatin1()).status;
    if (status != (isThere ? 204 : 404))
        return u"a revoke that was asked again was answered with %1"_s.arg(status);
    client.revoked.push_back(client.keys.take(keyId).made);
    return {};
}

QString KillTest::settle(Client &client)
{
    // PostgreSQL may still be at the last commit of a server that is dead. Whoever changes the
    // platform waits for that, also if there is nothing to change.
    const int status =
        client.ask(m_fixture.server(), "POST", "/ffffffffffffffffffffffff/acknowledgement").status;
    if (status != 404)
        return u"an unknown key was acknowledged with %1"_s.arg(status);
    const QMap<QString, QByteArray> listed = client.listed(m_fixture.server());
    QString problem;
    if (client.createInDoubt)
        problem = settleCreate(client, listed);
    if (client.revokeInDoubt && problem.isEmpty())
        problem = settleRevoke(client, listed);
    return problem;
}

QString KillTest::differences(Client &client)
{
    const ServerProcess &server = m_fixture.server();
    QMap<QString, QByteArray> expected;
    for (const Create &create : std::as_const(client.keys))
        expected[create.made.id] = create.label;
    if (client.listed(server) != expected)
        return u"the list is not what was answered"_s;
    for (const Create &create : std::as_const(client.keys)) {
        if (client.verify(server, create.made.secret).status != 204)
            return u"a key does not work any more"_s;
    }
    for (; client.revokedSeen < client.revoked.size(); ++client.revokedSeen) {
        if (client.verify(server, client.revoked[client.revokedSeen].secret).status != 401)
            return u"a revoked key works"_s;
    }
    const QList<Create> creates = client.keys.values();
    for (const Create &create : creates.mid(std::max<qsizetype>(0, creates.size() - askedAgain))) {
        const MadeKey again = madeKey(client.ask(server, create));
        if (again.id != create.made.id || again.secret != create.made.secret)
            return u"the same create did not give the same key and secret"_s;
    }
    return client.listed(server) == expected ? QString() : u"asking again has changed the list"_s;
}

void KillTest::whatWasAnsweredOutlivesEachKill()
{
    m_random.seed(newSeed());
    QVERIFY(start());
    addClients();
    int kills = 0;
    const auto hasSeenBoth = [this] { return m_done > 0 && m_undone > 0; };
    while (m_answers < answersWanted || (!hasSeenBoth() && kills < mostKills)) {
        workAndKill(10 + any(60));
        ++kills;
        QVERIFY(start());
        for (Client &client : m_clients) {
            QVERIFY2(client.fault.isEmpty(), qPrintable(client.fault));
            QString problem = settle(client);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            problem = differences(client);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }
    // All of them once more, from the first on.
    for (Client &client : m_clients) {
        client.revokedSeen = 0;
        const QString problem = differences(client);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    qInfo("%d answers, %d kills; without an answer: %d had been done, %d had not", m_answers.load(),
          kills, m_done, m_undone);
    QVERIFY(hasSeenBoth());
    QCOMPARE(runProgram({u"verify-audit"_s, m_fixture.storage().argument()}).exitCode, 0);
    const QString keysByAudit =
        u"SELECT (SELECT COUNT(*) FROM audit WHERE action = 'key.created')"_s
        u" - (SELECT COUNT(*) FROM audit WHERE action = 'key.revoked')"_s
        u" - (SELECT COUNT(*) FROM api_keys)"_s;
    QCOMPARE(m_fixture.data().run(keysByAudit).toInt(), 0);
}

QTEST_GUILESS_MAIN(KillTest)
#include "KillTest.moc"
