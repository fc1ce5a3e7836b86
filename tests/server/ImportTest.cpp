// SPDX-License-Identifier: Apache-2.0
// keydesk-server import: a whole file or nothing, and for a mistake its line and field.
#include "Integration.h"

#include "server/commands/JsonLines.h"

#include <QFile>
#include <QTest>

using namespace keydesk::testing;
using namespace Qt::StringLiterals;

class ImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingInTheFileIsThereAfterwards();
    void groupsMayBeNamedBeforeTheyCome();
    void idsAreChosenWhereThereAreNone();
    void membersWhoAreThereAreReused();
    void anEmptyDatabaseGetsItsSchema();
    void aFileCanHoldManyPlatforms();
    void theFirstMistakeIsNamed_data();
    void theFirstMistakeIsNamed();
    void whatIsThereAlreadyIsAMistake();
    void aMistakeAtTheEndLeavesNothingBehind();
    void aNameInTheFileMakesNoMoreLines();
    void whatIsNoFileIsOneLine();
    void aFileThatIsTooLargeIsRefused();
    void tensOfThousandsOfUsersAreImported();
    void pointersFindTheirLines_data();
    void pointersFindTheirLines();

private:
    ProgramRun import(const QByteArray &json) const;
    /** True if not even a schema has been made. */
    bool isUntouched() const;
    int count(const QString &table) const;

    std::optional<QTemporaryDir> m_folder;
    std::optional<TestDatabase> m_database; ///< without a schema
};

void ImportTest::init()
{
    m_folder.emplace();
    m_database.emplace();
    QVERIFY(m_folder->isValid());
}

ProgramRun ImportTest::import(const QByteArray &json) const
{
    QFile file(m_folder->filePath(u"data.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return {};
    file.close();
    return runProgram({u"import"_s, m_database->argument(), file.fileName()});
}

bool ImportTest::isUntouched() const
{
    if (TestDatabase::kind() == TestDatabase::Kind::Sqlite)
        return !QFile::exists(m_database->file());
    return TestData(m_database->url())
               .run(u"SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"_s)
               .toInt() == 0;
}

int ImportTest::count(const QString &table) const
{
    return TestData(m_database->url()).run(u"SELECT COUNT(*) FROM "_s + table).toInt();
}

void ImportTest::everythingInTheFileIsThereAfterwards()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    QFile file(m_folder->filePath(u"data.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"platforms":[{"id":"0000000000000000000000aa","name":"  School ",
        "members":[{"email":"ada@example.org","name":"Ada","role":"admin"}],
        "users":[{"_id":"0000000000000000000000b1","mail":"bob@example.org","firstName":"Bob",
                  "lastName":"B","custom":{"a":[1]},"primaryGroupId":"0000000000000000000000c1"}],
        "groups":[{"_id":"0000000000000000000000c1","name":"All","public":true,"custom":{"x":{}}}],
        "courses":[{"_id":"0000000000000000000000d1","name":"Sums","author":"Ada",
                    "creationDate":"2026-01-01T01:00:00+01:00","defaultLang":"en",
                    "modificationDate":"2026-01-02T00:00:00Z","description":"One\nTwo"}],
        "paths":[{"_id":"0000000000000000000000e1","name":"Way","author":"Bob",
                  "creationDate":"2026-01-03T00:00:00Z","description":""}]}]})");
    file.close();
    // While the server runs.
    const ProgramRun run = runProgram({u"import"_s, file.fileName(), fixture.storage().argument()});
    QVERIFY2(run.errors.isEmpty(), run.errors.constData());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output, QByteArray("0000000000000000000000aa\n"));

    const QString ada =
        fixture.data().run(u"SELECT id FROM members WHERE email = 'ada@example.org'"_s).toString();
    const std::pair<QByteArray, QByteArray> token{"Authorization",
                                                  "Bearer " + fixture.data().addToken(ada)};
    const QString platformId = u"0000000000000000000000aa"_s;
    const HttpAnswer platforms =
        fixture.http().send({.path = "/admin/v1/platforms", .headers = {token}});
    QCOMPARE(platforms.json()[u"items"_s],
             QJsonArray({QJsonObject{
                 {u"id"_s, platformId}, {u"name"_s, u"School"_s}, {u"role"_s, u"admin"_s}}}));
    const QString secret =
        fixture.http()
            .send(createRequest(platformId, token, newIdempotencyKey(), R"({"label":"Reader"})"))
            .json()[u"secret"_s]
            .toString();
    const Integration there(fixture.http(), keyHeaders(platformId, secret));
    const auto shows = [&](const QByteArray &path, const QByteArray &json) {
        QCOMPARE(there.get(path).array(), QJsonDocument::fromJson('[' + json + ']').array());
    };
    shows("/api/v1/users", R"({"_id":"0000000000000000000000b1","mail":"bob@example.org",
        "firstName":"Bob","lastName":"B","custom":{"a":[1]},
        "primaryGroupId":"0000000000000000000000c1"})");
    shows("/api/v1/groups", R"({"_id":"0000000000000000000000c1","name":"All","public":true,
        "parent":null,"custom":{"x":{}}})");
    shows("/api/v1/courses", R"({"_id":"0000000000000000000000d1","name":"Sums","author":"Ada",
        "creationDate":"2026-01-01T00:00:00.000Z","modificationDate":"2026-01-02T00:00:00.000Z",
        "defaultLang":"en","description":"One\nTwo"})");
    shows("/api/v1/paths", R"({"_id":"0000000000000000000000e1","name":"Way","author":"Bob",
        "creationDate":"2026-01-03T00:00:00.000Z","modificationDate":"2026-01-03T00:00:00.000Z",
        "description":""})");
}

void ImportTest::groupsMayBeNamedBeforeTheyCome()
{
    QCOMPARE(import(R"({"platforms":[{"name":"P",
        "users":[{"mail":"a@b","primaryGroupId":"000000000000000000000001"}],
        "groups":[{"_id":"000000000000000000000001","name":"A","parent":"000000000000000000000002"},
                  {"_id":"000000000000000000000002","name":"B"}]}]})")
                 .exitCode,
             0);
    TestData data(m_database->url());
    QCOMPARE(data.run(u"SELECT parent_id FROM user_groups WHERE name = 'A'"_s).toString(),
             u"000000000000000000000002"_s);
    QCOMPARE(data.run(u"SELECT primary_group_id FROM users"_s).toString(),
             u"000000000000000000000001"_s);
}

void ImportTest::idsAreChosenWhereThereAreNone()
{
    const ProgramRun run =
        import(R"({"platforms":[{"name":"P","users":[{"mail":"a@b"},{"mail":"c@d"}],
        "groups":[{"name":"G"},{"name":"G"}],"courses":[{"name":"C"}],"paths":[{"name":"W"}]}]})");
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.trimmed().size(), 24);
    QCOMPARE(count(u"users WHERE LENGTH(id) = 24"_s), 2);
    QCOMPARE(count(u"user_groups WHERE LENGTH(id) = 24"_s), 2);
    QCOMPARE(count(u"courses WHERE LENGTH(id) = 24 AND created_at > 1700000000000"_s), 1);
    QCOMPARE(count(u"learning_paths WHERE LENGTH(id) = 24"_s), 1);
}

void ImportTest::membersWhoAreThereAreReused()
{
    const QByteArray one = R"({"platforms":[{"name":"P",
        "members":[{"email":"Ada@example.org","name":"Ada","role":"owner"}]}]})";
    QCOMPARE(import(one).exitCode, 0);
    QByteArray two = one;
    two.replace("Ada@", "ada@").replace("\"Ada\"", "\"Other\"");
    QCOMPARE(import(two).exitCode, 0);
    QCOMPARE(count(u"members"_s), 1);
    QCOMPARE(count(u"members WHERE name = 'Ada' AND email = 'Ada@example.org'"_s), 1);
    QCOMPARE(count(u"memberships WHERE role = 'owner'"_s), 2);
    QCOMPARE(count(u"platforms"_s), 2);
}

void ImportTest::anEmptyDatabaseGetsItsSchema()
{
    QVERIFY(isUntouched());
    const ProgramRun run = import(R"({"platforms":[]})");
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(count(u"platforms"_s), 0);
}

void ImportTest::aFileCanHoldManyPlatforms()
{
    const ProgramRun run = import(R"({"platforms":[
        {"name":"A","users":[{"mail":"a@b"}]},
        {"name":"A","users":[{"mail":"A@B"}]}]})");
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 2);
    QCOMPARE(count(u"users"_s), 2);
}

void ImportTest::theFirstMistakeIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("about");
    const auto row = [](const char *name, const QByteArray &json, int line, const char *about) {
        QTest::newRow(name) << json << line << QByteArray(about);
    };
    // Each on a platform whose name is on the second line.
    const auto part = [&](const char *name, const QByteArray &parts, int line, const char *about) {
        row(name, "{\"platforms\": [\n{\"name\": \"P\",\n" + parts + "}]}", line, about);
    };
    row("an empty file", "", 1, "not JSON");
    row("broken JSON", "{\n\"platforms\": [\n{]\n}", 3, "not JSON");
    row("not UTF-8", "{\n\"platforms\":\n\"\xff\"}", 3, "not JSON");
    row("a list", "[]", 1, "platforms");
    row("no platforms", "\n{}", 2, "/platforms must be there");
    row("platforms an object", "{\n\"platforms\": {}}", 2, "/platforms must be a list");
    row("something else", "{\"platforms\": [],\n\"version\": 1}", 2, "/version is not known");
    row("a platform is a text", "{\"platforms\": [\n\"P\"]}", 2, "/platforms/0 must be an object");
    row("no name", "{\"platforms\": [\n{}]}", 2, "/platforms/0/name must be there");
    row("a name of nothing", "{\"platforms\": [{\"name\":\n\"\"}]}", 2, "/platforms/0/name");
    row("a bad id", "{\"platforms\": [{\"name\":\"P\",\n\"id\":\"x\"}]}", 2, "/platforms/0/id");
    row("the second platform", "{\"platforms\": [{\"name\":\"P\"},\n{\"name\":\"P\",\n\"a\":1}]}",
        3, "/platforms/1/a is not known");
    part("an unknown part", "\"user\": []", 3, "/platforms/0/user is not known");
    part("users an object", "\"users\": {}", 3, "/platforms/0/users must be a list");
    part("a user is a number", "\"users\": [\n5]", 4, "/platforms/0/users/0 must be an object");
    part("no mail", "\"users\": [{\"mail\":\"a@b\"},\n{}]", 4, "/platforms/0/users/1/mail");
    part("a mail twice", "\"users\": [{\"mail\":\"a@b\"},\n{\n\"mail\":\"A@B\"}]", 5,
         "/platforms/0/users/1/mail");
    part("an id twice",
         "\"users\": [{\"mail\":\"a@b\",\"_id\":\"000000000000000000000001\"},\n"
         "{\"mail\":\"c@d\",\"_id\":\"000000000000000000000001\"}]",
         4, "/platforms/0/users/1/_id");
    part("a group that is not there",
         "\"users\": [{\"mail\":\"a@b\",\n\"primaryGroupId\":\"000000000000000000000001\"}]", 4,
         "/platforms/0/users/0/primaryGroupId");
    part("a parent that is not there",
         "\"groups\": [{\"name\":\"G\",\n\"parent\":\"000000000000000000000001\"}]", 4,
         "/platforms/0/groups/0/parent");
    part("groups below themselves",
         "\"groups\": [{\"name\":\"G\",\"_id\":\"000000000000000000000001\",\n"
         "\"parent\":\"000000000000000000000002\"},{\"name\":\"H\",\n"
         "\"_id\":\"000000000000000000000002\",\"parent\":\"000000000000000000000001\"}]",
         4, "/platforms/0/groups/0/parent");
    part("a role that is none",
         "\"members\": [{\"email\":\"a@b\",\"name\":\"A\",\n\"role\":\"boss\"}]", 4,
         "/platforms/0/members/0/role");
    part("an empty role", "\"members\": [{\"email\":\"a@b\",\"name\":\"A\",\n\"role\":\"\"}]", 4,
         "/platforms/0/members/0/role");
    part("no role", "\"members\": [\n{\"email\":\"a@b\",\"name\":\"A\"}]", 4,
         "/platforms/0/members/0/role");
    part("a member twice",
         "\"members\": [{\"email\":\"a@b\",\"name\":\"A\",\"role\":\"owner\"},\n"
         "{\"email\":\"A@b\",\"name\":\"A\",\"role\":\"admin\"}]",
         4, "/platforms/0/members/1/email");
    part("a time that is none", "\"courses\": [{\"name\":\"C\",\n\"creationDate\":\"now\"}]", 4,
         "/platforms/0/courses/0/creationDate");
    part("an unknown field", "\"paths\": [{\"name\":\"C\",\n\"a/b~\":1}]", 4,
         "/platforms/0/paths/0/a~1b~0 is not known");
    // The first in the file, in whatever order the parts are looked at.
    part("paths before members",
         "\"paths\": [{\"name\":\"P\"},\n{}],\n\"members\": [\n{}],\n\"users\": [{}]", 4,
         "/platforms/0/paths/1/name");
    part("the last field of an object first",
         "\"users\": [{\n\"primaryGroupId\": 5,\n\"lastName\": 5,\n\"mail\": 5}]", 4,
         "/platforms/0/users/0/primaryGroupId");
    part("a mistake in the name later", "\"users\": [\n{}],\n\"id\": 5", 4,
         "/platforms/0/users/0/mail");
}

void ImportTest::theFirstMistakeIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    QFETCH(QByteArray, about);
    const ProgramRun run = import(json);
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY2(run.errors.contains("data.json, line " + QByteArray::number(line) + ": "),
             run.errors.constData());
    QVERIFY2(run.errors.contains(about), run.errors.constData());
    if (!isUntouched())
        QCOMPARE(count(u"platforms"_s), 0);
}

void ImportTest::whatIsThereAlreadyIsAMistake()
{
    const QByteArray json =
        "{\"platforms\":[{\"id\":\"00000000000000000000000a\",\"name\":\"P\",\n"
        "\"users\":[{\"_id\":\"00000000000000000000000b\",\"mail\":\"a@b\"}]}]}";
    QCOMPARE(import(json).exitCode, 0);
    const ProgramRun again = import(json);
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.errors.contains("line 1: /platforms/0/id must be new"),
             again.errors.constData());
    QByteArray other = json;
    const ProgramRun user = import(other.replace("0a\"", "0c\""));
    QVERIFY2(user.errors.contains("line 2: /platforms/0/users/0/_id must be new"),
             user.errors.constData());
    QCOMPARE(count(u"platforms"_s), 1);
    QCOMPARE(count(u"users"_s), 1);
}

void ImportTest::aMistakeAtTheEndLeavesNothingBehind()
{
    const ProgramRun run = import(R"({"platforms":[
        {"name":"P","members":[{"email":"a@b","name":"A","role":"owner"}],
         "users":[{"mail":"a@b"}],"groups":[{"name":"G"}],"courses":[{"name":"C"}]},
        {"name":"Q","paths":[{"name":"W"},{"name":""}]}]})");
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.errors.contains("nothing was imported"));
    for (const QString &table : {u"platforms"_s, u"members"_s, u"memberships"_s, u"users"_s,
                                 u"user_groups"_s, u"courses"_s, u"learning_paths"_s})
        QCOMPARE(count(table), 0);
}

void ImportTest::aNameInTheFileMakesNoMoreLines()
{
    const ProgramRun run = import(R"({"platforms":[],"a\nkeydesk-server: \u001b[31mfine":1})");
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.errors.count('\n'), 1);
    QVERIFY(!run.errors.contains('\x1b'));
}

void ImportTest::whatIsNoFileIsOneLine()
{
    for (const QString &name : {m_folder->filePath(u"nothing.json"_s), m_folder->path()}) {
        const ProgramRun run = runProgram({u"import"_s, m_database->argument(), name});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.errors.count('\n'), 1);
        QVERIFY2(run.errors.contains("cannot read"), run.errors.constData());
        QVERIFY(isUntouched());
    }
}

void ImportTest::aFileThatIsTooLargeIsRefused()
{
    QFile file(m_folder->filePath(u"large.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(qint64{256} * 1024 * 1024 + 1)); // a hole, which takes no space
    const ProgramRun run = runProgram({u"import"_s, m_database->argument(), file.fileName()});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.errors.contains("256 MiB"), run.errors.constData());
}

void ImportTest::tensOfThousandsOfUsersAreImported()
{
    QJsonArray users;
    for (int i = 0; i < 20'000; ++i)
        users.append(QJsonObject{{u"mail"_s, u"user%1@example.org"_s.arg(i)},
                                 {u"custom"_s, QJsonObject{{u"number"_s, i}}}});
    const QJsonObject platform{{u"name"_s, u"Big"_s}, {u"users"_s, users}};
    const QJsonObject document{{u"platforms"_s, QJsonArray{platform}}};
    const ProgramRun run = import(QJsonDocument(document).toJson());
    QVERIFY2(run.errors.isEmpty(), run.errors.constData());
    QCOMPARE(count(u"users"_s), 20'000);
}

void ImportTest::pointersFindTheirLines_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("from");
    const auto row = [](const char *json, const char *pointer, const char *from) {
        QTest::addRow("%s in %s", pointer, json)
            << QByteArray(json) << QString::fromUtf8(pointer) << QByteArray(from);
    };
    row(R"( {"a":1})", "", R"({"a":1})");
    row(R"({"a":1, "b" : 2 })", "/b", "2 }");
    row(R"({"a":{"b":1},"b":[2]})", "/b", "[2]}");
    row(R"({"a":{"b":1},"b":[2]})", "/b/0", "2]}");
    row(R"({"a":"}\"{\\","b":2})", "/b", "2}");
    row(R"([[],{},[[1],"]"], 5])", "/3", "5]");
    row(R"([[],{},[[1],"]"], 5])", "/2/1", R"("]"], 5])");
    row(R"({"a":1,"a":2})", "/a", "2}");
    row(R"({"\u0061\n":1})", "/a\n", "1}");
    row(R"({"a/b~":[null,true]})", "/a~1b~0/1", "true]}");
    row(R"({"ä":{"x":1}})", "/ä/x", "1}}");
    row(R"({"a":{"b":1}})", "/a/c", R"({"b":1}})");
    row(R"({"a":[1]})", "/a/7/x", "[1]}");
    row(R"({"a":5})", "/a/b", "5}");
    row(R"({})", "/a", "{}");
    row("\xef\xbb\xbf[1]", "/0", "1]");
}

void ImportTest::pointersFindTheirLines()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    QFETCH(QByteArray, from);
    QCOMPARE(json.mid(keydesk::server::offsetInJson(json, pointer)), from);
    QCOMPARE(keydesk::server::lineAt("a\nb\nc", 4), 3);
}

QTEST_GUILESS_MAIN(ImportTest)
#include "ImportTest.moc"
