// SPDX-License-Identifier: Apache-2.0
#include "client/LocalServer.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace keydesk;
using keydesk::client::LocalServer;

namespace {

const QString program = QStringLiteral(KEYDESK_SERVER);
constexpr int patience = 20'000;

bool isRunning(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace

class LocalServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsReadyWithAnAddressOnLoopback();
    void itEndsWithTheObject();
    void itsDeathIsToldOnceAndItStartsAgain();
    void whyItDidNotStartIsTold_data();
    void whyItDidNotStartIsTold();
    void aProgramThatNeverAnswersIsGivenUp();

private:
    QString databasePath() const { return m_folder->filePath(u"keydesk.db"_s); }
    QString script(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LocalServerTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString LocalServerTest::script(const QByteArray &content) const
{
    QFile file(m_folder->filePath(u"server"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no script");
    file.write("#!/bin/sh\n" + content);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

void LocalServerTest::itIsReadyWithAnAddressOnLoopback()
{
    LocalServer server(program, databasePath());
    QSignalSpy ready(&server, &LocalServer::ready);
    server.start();
    server.start(); // Pressed twice: still one.
    QVERIFY(ready.wait(patience));
    const QUrl url = ready.first().first().toUrl();
    QCOMPARE(url.scheme(), u"http"_s);
    QCOMPARE(url.host(), u"127.0.0.1"_s);
    QVERIFY(url.port() > 0);
    QVERIFY(!ready.first().at(1).value<client::AccessToken>().isEmpty());
    QCOMPARE(QFileInfo(databasePath()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void LocalServerTest::itEndsWithTheObject()
{
    qint64 pid = 0;
    {
        LocalServer server(program, databasePath());
        QSignalSpy ready(&server, &LocalServer::ready);
        QSignalSpy stopped(&server, &LocalServer::stopped);
        server.start();
        QVERIFY(ready.wait(patience));
        pid = server.processId();
        QVERIFY(isRunning(pid));
        server.stop();
        QCOMPARE(stopped.count(), 0);
    }
    QVERIFY(!isRunning(pid));
}

void LocalServerTest::itsDeathIsToldOnceAndItStartsAgain()
{
    LocalServer server(program, databasePath());
    QSignalSpy ready(&server, &LocalServer::ready);
    QSignalSpy stopped(&server, &LocalServer::stopped);
    server.start();
    QVERIFY(ready.wait(patience));
    ::kill(static_cast<pid_t>(server.processId()), SIGKILL);
    QVERIFY(stopped.wait(patience));
    QCOMPARE(stopped.first().first().value<Problem>().code, ProblemCode::ServerUnreachable);

    server.start();
    QVERIFY(ready.wait(patience));
    QCOMPARE(stopped.count(), 1);
}

void LocalServerTest::whyItDidNotStartIsTold_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ProblemCode>("code");
    QTest::addColumn<QString>("detail");

    QTest::newRow("says why") << QByteArray("echo first >&2; echo 'disk is full' >&2; exit 1")
                              << ProblemCode::ServerNotStarted << u"disk is full"_s;
    QTest::newRow("says nothing") << QByteArray("exit 3") << ProblemCode::ServerNotStarted
                                  << QString();
    QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << ProblemCode::ServerNotStarted
                             << QString();
    QTest::newRow("says rubbish") << QByteArray("echo hello; exec sleep 60")
                                  << ProblemCode::AnswerNotUnderstood << QString();
    QTest::newRow("has no token")
        << QByteArray("echo '{\"listening\":\"http://127.0.0.1:1\"}'; exec sleep 60")
        << ProblemCode::AnswerNotUnderstood << QString();
}

void LocalServerTest::whyItDidNotStartIsTold()
{
    QFETCH(const QByteArray, content);
    QFETCH(const ProblemCode, code);
    QFETCH(const QString, detail);
    LocalServer server(script(content), databasePath());
    QSignalSpy stopped(&server, &LocalServer::stopped);
    server.start();
    QVERIFY(stopped.wait(patience));
    const auto why = stopped.first().first().value<Problem>();
    QCOMPARE(why.code, code);
    QCOMPARE(why.detail, detail);
    QTest::qWait(100);
    QCOMPARE(stopped.count(), 1);
}

void LocalServerTest::aProgramThatNeverAnswersIsGivenUp()
{
    LocalServer server(script("exec sleep 60"), databasePath());
    server.setStartTimeout(std::chrono::milliseconds(200));
    QSignalSpy stopped(&server, &LocalServer::stopped);
    server.start();
    QVERIFY(stopped.wait(patience));
    QCOMPARE(stopped.first().first().value<Problem>().code, ProblemCode::ServerSilent);
}

QTEST_GUILESS_MAIN(LocalServerTest)
#include "LocalServerTest.moc"
