// SPDX-License-Identifier: Apache-2.0
// Who did what: each change has its row, and a row that is changed past the server is found.
#include "support/ServerFixture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <thread>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray netstring(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size()) + ':' + bytes + ',';
}

/** A row's hash as openapi.yaml defines it, from what the API says of the row. */
QString hashOf(const QString &platformId, const QJsonValue &row)
{
    const auto at = QDateTime::fromString(row[u"at"_s].toString(), Qt::ISODateWithMs);
    // Qt sorts members, and escapes no more than RFC 8785 does.
    const QByteArray detail =
        QJsonDocument(row[u"detail"_s].toObject()).toJson(QJsonDocument::Compact);
    QByteArray text;
    for (const QByteArray &part :
         {row[u"previousSha256"_s].toString().toLatin1(), platformId.toLatin1(),
          QByteArray::number(row[u"number"_s].toInteger()),
          QByteArray::number(at.toMSecsSinceEpoch()), row[u"actor"_s][u"id"_s].toString().toUtf8(),
          row[u"actor"_s][u"name"_s].toString().toUtf8(), row[u"address"_s].toString().toUtf8(),
          row[u"action"_s].toString().toUtf8(), row[u"key"_s][u"id"_s].toString().toUtf8(),
          row[u"key"_s][u"label"_s].toString().toUtf8(), detail})
        text += netstring(part);
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void eachChangeHasItsRow();
    void aRowSaysWhoWhenAndFromWhere();
    void whatWasRefusedHasNoRow();
    void aLabelOutlivesItsKey();
    void whoMayManageKeysIsRememberedAsWell();
    void pagesBeginWithTheNewest();
    void aCursorOfOnesOwnMakingIsRefused();
    void theChainCanBeComputedFromTheApi();
    void twoServersAtOnceContinueOneChain();
    void theCommandSaysHowMuchIsInOrder();
    void whatIsChangedPastTheServerIsFound_data();
    void whatIsChangedPastTheServerIsFound();
    void aRowThatIsHashedAnewIsFound();
    void theCommandExplainsWhatItCannotRead();

private:
    QJsonArray rows(const QByteArray &query = {}) const
    {
        return m_fixture->ask("GET", "/audit" + query).json()[u"items"_s].toArray();
    }
    HttpAnswer change(const QString &keyId, const QByteArray &json) const
    {
        return m_fixture->ask("PATCH", "/keys/" + keyId.toLatin1(), json);
    }
    ProgramRun verifyAudit() const
    {
        return runProgram({u"verify-audit"_s, m_fixture->storage().argument()});
    }

    std::unique_ptr<ServerFixture> m_fixture;
};

void AuditTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
}

void AuditTest::eachChangeHasItsRow()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    const QByteArray path = "/keys/" + key.id.toLatin1();
    change(key.id, R"({"label":"Make"})");
    change(key.id, R"({"state":"paused"})");
    change(key.id, R"({"state":"active","expiresAt":"2999-01-01T00:00:00Z"})");
    m_fixture->ask("POST", path + "/acknowledgement");
    const QString next =
        m_fixture
            ->ask("POST", path + "/replacement", R"({"overlapSeconds":60})", {newIdempotencyKey()})
            .json()[u"key"_s][u"id"_s]
            .toString();
    const QString end = m_fixture->listed(key.id)[u"expiresAt"_s].toString();
    m_fixture->ask("DELETE", path);
    m_fixture->ask("POST", "/keys/" + next.toLatin1() + "/replacement", R"({"overlapSeconds":0})",
                   {newIdempotencyKey()});
    const QString far = u"2999-01-01T00:00:00.000Z"_s;
    const auto fromTo = [](const QJsonValue &from, const QJsonValue &to) {
        return QJsonObject{{u"from"_s, from}, {u"to"_s, to}};
    };
    struct Expected
    {
        QString action;
        QString keyId; ///< empty: not looked at
        QString label;
        QJsonObject detail;
    };
    const QList<Expected> expected{
        {u"key.created"_s, key.id, u"Zapier"_s, {}},
        {u"key.updated"_s, key.id, u"Make"_s, {{u"label"_s, fromTo(u"Zapier"_s, u"Make"_s)}}},
        {u"key.updated"_s, key.id, u"Make"_s, {{u"state"_s, fromTo(u"active"_s, u"paused"_s)}}},
        {u"key.updated"_s,
         key.id,
         u"Make"_s,
         {{u"state"_s, fromTo(u"paused"_s, u"active"_s)},
          {u"expiresAt"_s, fromTo(QJsonValue(), far)}}},
        {u"key.acknowledged"_s, key.id, u"Make"_s, {}},
        {u"key.updated"_s,
         key.id,
         u"Make"_s,
         {{u"state"_s, fromTo(u"active"_s, u"retiring"_s)}, {u"expiresAt"_s, fromTo(far, end)}}},
        {u"key.created"_s, next, u"Make"_s, {{u"replaces"_s, key.id}}},
        {u"key.revoked"_s, key.id, u"Make"_s, {}},
        {u"key.revoked"_s, next, u"Make"_s, {{u"reason"_s, u"replaced"_s}}},
        {u"key.created"_s, {}, u"Make"_s, {{u"replaces"_s, next}}},
    };
    const QJsonArray all = rows();
    QCOMPARE(all.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QJsonValue row = all[all.size() - 1 - i];
        QCOMPARE(row[u"number"_s].toInteger(), i + 1);
        QCOMPARE(row[u"action"_s].toString(), expected[i].action);
        QCOMPARE(row[u"key"_s][u"label"_s].toString(), expected[i].label);
        QCOMPARE(row[u"detail"_s].toObject(), expected[i].detail);
        if (!expected[i].keyId.isEmpty())
            QCOMPARE(row[u"key"_s][u"id"_s].toString(), expected[i].keyId);
    }
}

void AuditTest::aRowSaysWhoWhenAndFromWhere()
{
    const QString admin = m_fixture->data().addMember(u"Ada"_s);
    m_fixture->data().setRole(m_fixture->platformId(), admin, u"admin"_s);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    m_fixture->http().send(createRequest(
        m_fixture->platformId(), {"Authorization", "Bearer " + m_fixture->data().addToken(admin)},
        newIdempotencyKey(), R"({"label":"Zapier"})"));
    const QJsonValue row = rows()[0];
    QCOMPARE(row[u"actor"_s].toObject(), (QJsonObject{{u"id"_s, admin}, {u"name"_s, u"Ada"_s}}));
    QCOMPARE(row[u"address"_s].toString(), u"127.0.0.1"_s);
    const auto at = QDateTime::fromString(row[u"at"_s].toString(), Qt::ISODateWithMs);
    QVERIFY(at >= before.addMSecs(-1) && at <= QDateTime::currentDateTimeUtc());
    // The name is the one of that time, also when the member is on the platform no more.
    m_fixture->data().run(u"DELETE FROM memberships WHERE member_id = ?"_s, {admin});
    m_fixture->data().run(u"UPDATE members SET name = 'Eve' WHERE id = ?"_s, {admin});
    QCOMPARE(rows()[0].toObject(), row.toObject());
}

void AuditTest::whatWasRefusedHasNoRow()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    m_fixture->post(R"({"label":"zapier"})");
    change(key.id, R"({"expiresAt":"2001-01-01T00:00:00Z"})");
    change(u"ffffffffffffffffffffffff"_s, R"({"label":"x"})");
    m_fixture->ask("DELETE", "/keys/ffffffffffffffffffffffff");
    m_fixture->ask("POST", "/revocations", R"({"ids":["ffffffffffffffffffffffff"]})");
    QCOMPARE(rows().size(), 1);
}

void AuditTest::aLabelOutlivesItsKey()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    m_fixture->ask("DELETE", "/keys/" + key.id.toLatin1());
    const QJsonArray all = rows();
    QCOMPARE(all.size(), 2);
    for (const QJsonValue row : all)
        QCOMPARE(row[u"key"_s].toObject(),
                 (QJsonObject{{u"id"_s, key.id}, {u"label"_s, u"Zapier"_s}}));
    // Nothing in it would give the secret back.
    for (const QByteArray &text : {key.secret.toLatin1(), QByteArray("kdk_")})
        QVERIFY(!m_fixture->ask("GET", "/audit").body.contains(text));
}

void AuditTest::whoMayManageKeysIsRememberedAsWell()
{
    const auto member = [this](const QStringList &more, const QByteArray &password = {}) {
        const ProgramRun run =
            runProgram(QStringList{u"member"_s, m_fixture->storage().argument(), u"--platform"_s,
                                   m_fixture->platformId(), u"--email"_s, u"ada@example.org"_s} +
                           more,
                       password);
        return QString::fromLatin1(run.output).trimmed();
    };
    const QString id = member({u"--role"_s, u"learner"_s});
    member({u"--role"_s, u"admin"_s}, "correct horse battery staple");
    member({u"--remove"_s});

    const QJsonArray all = rows();
    QCOMPARE(all.size(), 3);
    for (const QJsonValue &row : all) {
        QCOMPARE(row[u"actor"_s],
                 (QJsonObject{{u"id"_s, u""_s}, {u"name"_s, u"keydesk-server member"_s}}));
        QVERIFY(row[u"key"_s].isNull());
        QCOMPARE(row[u"detail"_s][u"memberId"_s].toString(), id);
        QCOMPARE(row[u"detail"_s][u"email"_s].toString(), u"ada@example.org"_s);
        QCOMPARE(row[u"sha256"_s].toString(), hashOf(m_fixture->platformId(), row));
    }
    QCOMPARE(all[2][u"action"_s].toString(), u"member.set"_s);
    QCOMPARE(all[2][u"detail"_s][u"role"_s].toString(), u"learner"_s);
    QCOMPARE(all[2][u"detail"_s][u"passwordSet"_s].toBool(true), false);
    QCOMPARE(all[1][u"detail"_s][u"role"_s].toString(), u"admin"_s);
    QCOMPARE(all[1][u"detail"_s][u"passwordSet"_s].toBool(), true);
    QCOMPARE(all[0][u"action"_s].toString(), u"member.removed"_s);
    QCOMPARE(verifyAudit().exitCode, 0);
}

void AuditTest::pagesBeginWithTheNewest()
{
    QVERIFY(rows().isEmpty());
    for (int i = 0; i < 5; ++i)
        m_fixture->makeKey("Key " + QByteArray::number(i));
    QByteArray path = "/audit?limit=2";
    QList<qint64> numbers;
    QList<qsizetype> sizes;
    while (!path.isEmpty()) {
        const HttpAnswer page = m_fixture->ask("GET", path);
        QCOMPARE(page.status, 200);
        const QJsonArray items = page.json()[u"items"_s].toArray();
        sizes.append(items.size());
        for (const QJsonValue row : items)
            numbers.append(row[u"number"_s].toInteger());
        const QByteArray link = page.headers.value("link");
        const qsizetype begin = link.indexOf("/audit?");
        path = begin < 0 ? QByteArray() : link.mid(begin, link.indexOf('>') - begin);
        if (sizes.size() == 1) // what happens meanwhile moves no page
            m_fixture->makeKey("Meanwhile");
    }
    QCOMPARE(numbers, (QList<qint64>{5, 4, 3, 2, 1}));
    QCOMPARE(sizes, (QList<qsizetype>{2, 2, 1}));
}

void AuditTest::aCursorOfOnesOwnMakingIsRefused()
{
    for (const QByteArray query :
         {"?cursor=!", "?cursor=MA", "?cursor=LTE", "?cursor=eA", "?limit=0", "?limit=101"})
        QCOMPARE(m_fixture->ask("GET", "/audit" + query).problem(), u"request-malformed"_s);
}

void AuditTest::theChainCanBeComputedFromTheApi()
{
    const MadeKey key = m_fixture->makeKey("Zapier");
    change(key.id, R"({"label":"\"Café\" \\ 😀 </b>","state":"paused"})");
    m_fixture->ask("DELETE", "/keys/" + key.id.toLatin1());
    QString previous(64, u'0');
    const QJsonArray all = rows();
    QCOMPARE(all.size(), 3);
    for (qsizetype i = all.size() - 1; i >= 0; --i) {
        QCOMPARE(all[i][u"previousSha256"_s].toString(), previous);
        previous = all[i][u"sha256"_s].toString();
        QCOMPARE(hashOf(m_fixture->platformId(), all[i]), previous);
    }
    // Each platform has a chain of its own.
    const QString other = m_fixture->data().addPlatform(u"Other"_s);
    QVERIFY(hashOf(other, all[2]) != all[2][u"sha256"_s].toString());
}

void AuditTest::twoServersAtOnceContinueOneChain()
{
    ServerProcess second(m_fixture->database());
    QVERIFY(second.start());
    const auto creates = [&](const ServerProcess &server, const QByteArray &prefix) {
        QList<HttpRequest> requests;
        for (int i = 0; i < 12; ++i)
            requests.append(
                createRequest(m_fixture->platformId(), server.authorization(), newIdempotencyKey(),
                              "{\"label\":\"" + prefix + QByteArray::number(i) + "\"}"));
        return requests;
    };
    const QList<HttpRequest> ours = creates(m_fixture->server(), "A");
    const QList<HttpRequest> theirs = creates(second, "B");
    const HttpClient other = second.http();
    std::thread thread([&] { other.sendAtOnce(theirs); });
    m_fixture->http().sendAtOnce(ours);
    thread.join();
    QCOMPARE(rows().size(), 24);
    QCOMPARE(verifyAudit().output, QByteArray("ok: 24 rows on 1 platforms\n"));
}

void AuditTest::theCommandSaysHowMuchIsInOrder()
{
    QCOMPARE(verifyAudit().output, QByteArray("ok: 0 rows on 1 platforms\n"));
    const MadeKey key = m_fixture->makeKey("Zapier");
    m_fixture->ask("DELETE", "/keys/" + key.id.toLatin1());
    m_fixture->data().addPlatform(u"Other"_s);
    const ProgramRun run = verifyAudit(); // beside the server
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output, QByteArray("ok: 2 rows on 2 platforms\n"));
    QVERIFY(run.errors.isEmpty());
}

void AuditTest::whatIsChangedPastTheServerIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("about");
    const auto row = [](const char *name, const QString &sql, const char *about) {
        QTest::newRow(name) << sql << QByteArray(about);
    };
    row("a label", u"UPDATE audit SET key_label = 'x' WHERE number = 2"_s,
        "row 2 has been changed");
    row("a time", u"UPDATE audit SET at = at + 1 WHERE number = 1"_s, "row 1 has been changed");
    row("an actor", u"UPDATE audit SET actor_name = 'Eve' WHERE number = 5"_s,
        "row 5 has been changed");
    row("an address", u"UPDATE audit SET address = '::1' WHERE number = 3"_s,
        "row 3 has been changed");
    row("a detail", u"UPDATE audit SET detail = '{} ' WHERE number = 3"_s,
        "row 3 has been changed");
    row("a text moved to its neighbour",
        u"UPDATE audit SET actor_name = actor_name || address, address = '' WHERE number = 4"_s,
        "row 4 has been changed");
    row("a hash", u"UPDATE audit SET row_sha256 = previous_sha256 WHERE number = 4"_s,
        "row 4 has been changed");
    row("a hash before", u"UPDATE audit SET previous_sha256 = row_sha256 WHERE number = 4"_s,
        "row 4 does not continue");
    row("the first removed", u"DELETE FROM audit WHERE number = 1"_s, "row 1 is missing");
    row("one removed", u"DELETE FROM audit WHERE number = 3"_s, "row 3 is missing");
    row("the last removed", u"DELETE FROM audit WHERE number = 5"_s, "row 5 is missing");
    row("all removed", u"DELETE FROM audit"_s, "row 1 is missing");
    row("the end moved", u"UPDATE platforms SET audit_number = 4"_s, "row 5 is not the one");
    row("the end's hash",
        u"UPDATE platforms SET audit_sha256 ="_s
        u" (SELECT row_sha256 FROM audit WHERE number = 4)"_s,
        "row 5 is not the one");
}

void AuditTest::whatIsChangedPastTheServerIsFound()
{
    QFETCH(QString, sql);
    QFETCH(QByteArray, about);
    for (int i = 0; i < 5; ++i)
        m_fixture->makeKey("Key " + QByteArray::number(i));
    QCOMPARE(verifyAudit().exitCode, 0);
    m_fixture->data().run(sql);
    const ProgramRun run = verifyAudit();
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains(about), run.errors.constData());
    QVERIFY2(run.errors.contains(m_fixture->platformId().toLatin1()), run.errors.constData());
}

void AuditTest::aRowThatIsHashedAnewIsFound()
{
    for (int i = 0; i < 3; ++i)
        m_fixture->makeKey("Key " + QByteArray::number(i));
    const auto forge = [&](int number) {
        m_fixture->data().run(u"UPDATE audit SET actor_name = 'Eve' WHERE number = ?"_s, {number});
        const QString hash = hashOf(m_fixture->platformId(), rows()[3 - number]);
        m_fixture->data().run(u"UPDATE audit SET row_sha256 = ? WHERE number = ?"_s,
                              {QByteArray::fromHex(hash.toLatin1()), number});
    };
    forge(3);
    QVERIFY(verifyAudit().errors.contains("row 3 is not the one that the platform ended with"));
    forge(1);
    QVERIFY(verifyAudit().errors.contains("row 2 does not continue the row before it"));
}

void AuditTest::theCommandExplainsWhatItCannotRead()
{
    const auto explains = [](const TestDatabase &database, const char *what) {
        const ProgramRun run = runProgram({u"verify-audit"_s, database.argument()});
        return run.exitCode == 1 && run.output.isEmpty() && run.errors.count('\n') == 1 &&
               run.errors.contains(what);
    };
    const TestDatabase empty;
    QVERIFY(explains(empty, "not initialised"));
    QVERIFY(!QFile::exists(empty.file()));
    SqlConnection(empty.url()).run(u"CREATE TABLE songs (id INTEGER)"_s);
    QVERIFY(explains(empty, "another program"));
    for (const auto &[version, what] : {std::pair(1, "older version"), {1000, "newer version"}}) {
        const bool isSqlite = TestDatabase::kind() == TestDatabase::Kind::Sqlite;
        const QString sql =
            isSqlite ? u"PRAGMA user_version = %1"_s : u"UPDATE keydesk_schema SET version = %1"_s;
        m_fixture->data().run(sql.arg(version));
        QVERIFY(explains(m_fixture->storage(), what));
    }
}

QTEST_GUILESS_MAIN(AuditTest)
#include "AuditTest.moc"
