// SPDX-License-Identifier: Apache-2.0
// Somebody found a key somewhere: whose is it? Asked by its hash; the key itself is never sent.
#include "support/ServerFixture.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

namespace {

QString hashOf(const QString &secret)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(secret.toLatin1(), QCryptographicHash::Sha256).toHex());
}

} // namespace

class IdentificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void aHashFindsItsKeyAndPlatform();
    void keysThatDoNotWorkAreFoundToo();
    void onlyKeysOfPlatformsThatTheMemberManagesAreFound();
    void unknownHashesFindNothing();
    void whatIsNoHashIsRefused_data();
    void whatIsNoHashIsRefused();
    void aKeyThatIsSentByMistakeIsNotRepeated();

private:
    HttpAnswer identify(const QStringList &hashes, const QByteArray &token = {}) const
    {
        const QJsonObject body{{u"sha256"_s, QJsonArray::fromStringList(hashes)}};
        return post(QJsonDocument(body).toJson(QJsonDocument::Compact), token);
    }
    HttpAnswer post(const QByteArray &json, const QByteArray &token = {}) const
    {
        const std::pair<QByteArray, QByteArray> bearer{"Authorization", "Bearer " + token};
        return m_fixture->http().send({.method = "POST",
                                       .path = "/admin/v1/identifications",
                                       .headers = {token.isEmpty() ? m_fixture->owner() : bearer,
                                                   {"Content-Type", "application/json"}},
                                       .body = json});
    }

    std::unique_ptr<ServerFixture> m_fixture;
    MadeKey m_key;
};

void IdentificationTest::init()
{
    m_fixture = std::make_unique<ServerFixture>();
    QVERIFY(m_fixture->start());
    m_key = m_fixture->makeKey("Zapier");
}

void IdentificationTest::aHashFindsItsKeyAndPlatform()
{
    const MadeKey second = m_fixture->makeKey("Make");
    m_fixture->makeKey("Not asked for");
    const QString strange = hashOf(u"strange"_s);
    const HttpAnswer answer =
        identify({hashOf(m_key.secret), strange, hashOf(second.secret), hashOf(m_key.secret)});
    QCOMPARE(answer.status, 200);
    const QJsonArray matches = answer.json()[u"matches"_s].toArray();
    QCOMPARE(matches.size(), 2);
    for (const auto &[match, key] : {std::pair(matches[0], m_key), std::pair(matches[1], second)}) {
        QCOMPARE(match[u"sha256"_s].toString(), hashOf(key.secret));
        QCOMPARE(match[u"key"_s].toObject(), m_fixture->listed(key.id));
        QCOMPARE(match[u"platform"_s][u"id"_s].toString(), m_fixture->platformId());
        QCOMPARE(match[u"platform"_s][u"role"_s].toString(), u"owner"_s);
    }
    QVERIFY(!answer.body.contains(m_key.secret.toLatin1()));
}

void IdentificationTest::keysThatDoNotWorkAreFoundToo()
{
    const MadeKey expired = m_fixture->makeKey("Expired");
    m_fixture->data().run(u"UPDATE api_keys SET expires_at = 1 WHERE id = ?"_s, {expired.id});
    m_fixture->ask("PATCH", "/keys/" + m_key.id.toLatin1(), R"({"state":"paused"})");
    const auto found = [&] {
        return identify({hashOf(m_key.secret), hashOf(expired.secret)})
            .json()[u"matches"_s]
            .toArray()
            .size();
    };
    QCOMPARE(found(), 2);
    m_fixture->ask("DELETE", "/keys/" + m_key.id.toLatin1());
    QCOMPARE(found(), 1);
}

void IdentificationTest::onlyKeysOfPlatformsThatTheMemberManagesAreFound()
{
    const QString member = m_fixture->data().addMember(u"Ada"_s);
    const QByteArray token = m_fixture->data().addToken(member);
    const QString own = m_fixture->data().addPlatform(u"Own"_s);
    m_fixture->data().setRole(own, member, u"admin"_s);
    const auto found = [&] {
        return identify({hashOf(m_key.secret)}, token).json()[u"matches"_s].toArray().size();
    };
    QCOMPARE(found(), 0);
    for (const QString &role : {u"learner"_s, u"author"_s}) {
        m_fixture->data().setRole(m_fixture->platformId(), member, role);
        QCOMPARE(found(), 0);
    }
    for (const QString &role : {u"admin"_s, u"owner"_s}) {
        m_fixture->data().setRole(m_fixture->platformId(), member, role);
        QCOMPARE(found(), 1);
    }
}

void IdentificationTest::unknownHashesFindNothing()
{
    QStringList hashes;
    for (int i = 0; i < 500; ++i)
        hashes.append(hashOf(QString::number(i)));
    const HttpAnswer answer = identify(hashes);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), (QJsonObject{{u"matches"_s, QJsonArray()}}));
}

void IdentificationTest::whatIsNoHashIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray hash(64, 'a');
    const auto row = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json; };
    row("none", R"({"sha256":[]})");
    row("501", "{\"sha256\":[" + QByteArray("\"" + hash + "\",").repeated(500) + "\"\"]}");
    row("no list", "{\"sha256\":\"" + hash + "\"}");
    row("numbers", R"({"sha256":[5]})");
    row("too short", "{\"sha256\":[\"" + hash.first(63) + "\"]}");
    row("too long", "{\"sha256\":[\"" + hash + "a\"]}");
    row("one letter that is no digit", "{\"sha256\":[\"g" + hash.first(63) + "\"]}");
    row("a line break at the end", "{\"sha256\":[\"" + hash + "\\n\"]}");
    row("in upper case", "{\"sha256\":[\"" + hash.toUpper() + "\"]}");
    row("missing", "{}");
    row("another member", "{\"sha256\":[\"" + hash + "\"],\"secret\":\"x\"}");
    row("no object", "[]");
}

void IdentificationTest::whatIsNoHashIsRefused()
{
    QFETCH(QByteArray, json);
    const HttpAnswer answer = post(json);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.problem(), u"request-malformed"_s);
}

void IdentificationTest::aKeyThatIsSentByMistakeIsNotRepeated()
{
    // As a service, which logs every request.
    ServerProcess server(m_fixture->database());
    QVERIFY(server.startWithoutParent());
    const QByteArray token = m_fixture->data().addToken(m_fixture->data().addMember(u"Ada"_s));
    const QByteArray secret = m_key.secret.toLatin1();
    const HttpAnswer answer = server.http().send(
        {.method = "POST",
         .path = "/admin/v1/identifications",
         .headers = {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}},
         .body = "{\"sha256\":[\"" + secret + "\"]}"});
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.raw.contains(secret));
    server.terminate();
    QCOMPARE(server.waitForExit(), 0);
    const QByteArray log = server.log();
    QVERIFY(log.contains("/admin/v1/identifications"));
    QVERIFY(!log.contains(secret.mid(4, 20)));
}

QTEST_GUILESS_MAIN(IdentificationTest)
#include "IdentificationTest.moc"
