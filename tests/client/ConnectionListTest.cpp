// SPDX-License-Identifier: Apache-2.0
#include "support/Await.h"

#include "client/ConnectionList.h"
#include "client/LocalCache.h"
#include "client/Worker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;

namespace {

const QByteArray certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

SavedConnection draft(const QString &name)
{
    return {.id = {},
            .name = name,
            .origin = QUrl(u"https://keys.example:8443"_s),
            .certificateAuthority = certificate,
            .email = u"ada@example.org"_s};
}

QStringList names(const ConnectionList &list)
{
    QStringList all;
    for (const SavedConnection &connection : list.all())
        all.append(connection.name);
    return all;
}

} // namespace

/** Each Session is one run of the application on the same folder. */
class ConnectionListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFolderHasNone();
    void whatIsAddedIsThereAtTheNextStart();
    void changesAreKept();
    void removingTakesTheCacheAlong();
    void anUnknownConnectionIsTold();
    void noSecretIsKept();
    void onlyItsOwnerMayReadTheFile();
    void aDamagedFileIsKeptAside();
    void whatCanBeReadOfAFileStays();
    void aNewerFileIsNotTouched();
    void aFolderThatCannotBeWrittenIsAProblemOnly();

private:
    struct Session
    {
        explicit Session(const QString &folder)
            : cache(worker, folder)
            , list(worker, cache, folder)
        {
        }
        Worker worker;
        LocalCache cache;
        ConnectionList list;
    };

    std::unique_ptr<Session> session() const { return std::make_unique<Session>(m_folder->path()); }
    QString path() const { return m_folder->filePath(u"connections.json"_s); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setContent(const QByteArray &bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ConnectionListTest::aNewFolderHasNone()
{
    const auto run = session();
    QVERIFY(run->list.all().isEmpty());
    QVERIFY(!run->list.loadProblem());
}

void ConnectionListTest::whatIsAddedIsThereAtTheNextStart()
{
    QList<SavedConnection> added;
    {
        const auto run = session();
        QSignalSpy changed(&run->list, &ConnectionList::changed);
        for (const QString &name : {u"School"_s, u"École"_s}) {
            const auto one = run->list.add(draft(name));
            QVERIFY(await(one.kept));
            added.append(one.connection);
        }
        QCOMPARE(changed.count(), 2);
        QCOMPARE(run->list.all(), added);
    }
    static const QRegularExpression id(u"^[0-9a-f]{24}$"_s);
    QVERIFY(id.match(added[0].id).hasMatch());
    QVERIFY(added[0].id != added[1].id);
    QCOMPARE(added[1].position, 1);
    QCOMPARE(session()->list.all(), added);
    QCOMPARE(session()->list.find(added[1].id), added[1]);
}

void ConnectionListTest::changesAreKept()
{
    {
        const auto run = session();
        for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
            run->list.add(draft(name));
        const QString c = run->list.all()[2].id;
        run->list.rename(c, u"New"_s);
        run->list.setEmail(c, u"grace@example.org"_s);
        run->list.setCertificateAuthority(c, {});
        run->list.move(c, 0);
        QCOMPARE(names(run->list), (QStringList{u"New"_s, u"A"_s, u"B"_s}));
    } // The application ends at once: what was changed is written all the same.
    const auto run = session();
    QCOMPARE(names(run->list), (QStringList{u"New"_s, u"A"_s, u"B"_s}));
    const SavedConnection first = run->list.all()[0];
    QCOMPARE(first.email, u"grace@example.org"_s);
    QCOMPARE(first.certificateAuthority, QByteArray());
    QCOMPARE(first.position, 0);
    QCOMPARE(run->list.all()[1].position, 1);
}

void ConnectionListTest::removingTakesTheCacheAlong()
{
    const auto run = session();
    const QString gone = run->list.add(draft(u"Gone"_s)).connection.id;
    const QString stays = run->list.add(draft(u"Stays"_s)).connection.id;
    for (const QString &id : {gone, stays}) {
        const Platform platform{u"0123456789abcdef01234567"_s, u"P"_s, Role::Owner};
        await(run->cache.storePlatforms(id, {platform}, QDateTime::currentDateTimeUtc()));
        await(run->cache.storeKeys(id, platform.id, {}, QDateTime::currentDateTimeUtc()));
    }
    QSignalSpy removed(&run->list, &ConnectionList::removed);
    QVERIFY(await(run->list.remove(gone)));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().toString(), gone);
    QCOMPARE(names(run->list), QStringList{u"Stays"_s});
    QCOMPARE(run->list.all()[0].position, 0);
    const auto cached = await(run->cache.platforms());
    QCOMPARE(cached->size(), 1);
    QCOMPARE(cached->first().connectionId, stays);
    QVERIFY(!await(run->cache.keys(gone, u"0123456789abcdef01234567"_s)).value());
    QVERIFY(await(run->cache.keys(stays, u"0123456789abcdef01234567"_s)).value());
}

void ConnectionListTest::anUnknownConnectionIsTold()
{
    const auto run = session();
    const QString id = u"ffffffffffffffffffffffff"_s;
    for (const auto &outcome :
         {run->list.rename(id, u"X"_s), run->list.setEmail(id, {}), run->list.move(id, 0),
          run->list.setCertificateAuthority(id, {}), run->list.remove(id)})
        QCOMPARE(await(outcome).error().code, ProblemCode::NotFound);
    QVERIFY(!run->list.find(id));
}

void ConnectionListTest::noSecretIsKept()
{
    const auto run = session();
    SavedConnection connection = draft(u"School"_s);
    connection.origin = QUrl(u"https://ada:correct-horse@keys.example/?token=correct-horse"_s);
    const QByteArray withKey = "-----BEGIN PRIVATE KEY-----\ncorrect-horse\n"
                               "-----END PRIVATE KEY-----\n" +
                               certificate;
    connection.certificateAuthority = withKey;
    const auto added = run->list.add(connection);
    QVERIFY(await(added.kept));
    QVERIFY(await(run->list.setCertificateAuthority(added.connection.id, withKey)));
    QVERIFY(!content().contains("correct-horse"));
    QCOMPARE(run->list.all()[0].origin, QUrl(u"https://keys.example"_s));
    QCOMPARE(run->list.all()[0].certificateAuthority, certificate);
}

void ConnectionListTest::onlyItsOwnerMayReadTheFile()
{
    const auto run = session();
    QVERIFY(await(run->list.add(draft(u"School"_s)).kept));
    QCOMPARE(QFileInfo(path()).permissions() &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void ConnectionListTest::aDamagedFileIsKeptAside()
{
    for (const QByteArray &damaged : {QByteArray("{\"version\":1,\"conn"), QByteArray("[]"),
                                      QByteArray(""), QByteArray("\0\0\0\0", 4)}) {
        setContent(damaged);
        const auto run = session();
        QVERIFY(run->list.all().isEmpty());
        QCOMPARE(run->list.loadProblem().value().code, ProblemCode::CacheFailed);
        QVERIFY(await(run->list.add(draft(u"New"_s)).kept));
    }
    QCOMPARE(names(session()->list), QStringList{u"New"_s});
    // Each of them, since nobody knows in which is the good part.
    QCOMPARE(QDir(m_folder->path()).entryList({u"connections.json.damaged*"_s}).size(), 4);
    QFile first(path() + u".damaged"_s);
    QVERIFY(first.open(QIODevice::ReadOnly));
    QCOMPARE(first.readAll(), QByteArray("{\"version\":1,\"conn"));
}

void ConnectionListTest::whatCanBeReadOfAFileStays()
{
    {
        const auto run = session();
        run->list.add(draft(u"A"_s));
        run->list.add(draft(u"B"_s));
    }
    const QByteArray whole = content();
    QByteArray spoilt = whole;
    spoilt.replace(spoilt.indexOf("https"), 5, "file:");
    setContent(spoilt);
    const auto run = session();
    QCOMPARE(names(run->list), QStringList{u"B"_s});
    QVERIFY(run->list.loadProblem());
    QVERIFY(QFile::exists(path() + u".damaged"_s));
}

void ConnectionListTest::aNewerFileIsNotTouched()
{
    const QByteArray newer = R"({"version":2,"connections":{}})";
    setContent(newer);
    const auto run = session();
    QVERIFY(run->list.all().isEmpty());
    QVERIFY(run->list.loadProblem());
    const auto added = run->list.add(draft(u"For now"_s));
    QCOMPARE(await(added.kept).error().code, ProblemCode::CacheFailed);
    QCOMPARE(names(run->list), QStringList{u"For now"_s}); // for this run
    QCOMPARE(content(), newer);
}

void ConnectionListTest::aFolderThatCannotBeWrittenIsAProblemOnly()
{
    Session run(u"/proc"_s); // not even root writes there
    const auto added = run.list.add(draft(u"For now"_s));
    QCOMPARE(await(added.kept).error().code, ProblemCode::CacheFailed);
    QCOMPARE(names(run.list), QStringList{u"For now"_s});
    QCOMPARE(await(run.list.remove(added.connection.id)).error().code, ProblemCode::CacheFailed);
    QVERIFY(run.list.all().isEmpty());
}

QTEST_GUILESS_MAIN(ConnectionListTest)
#include "ConnectionListTest.moc"
