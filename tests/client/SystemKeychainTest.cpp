// SPDX-License-Identifier: Apache-2.0
// With a real gnome-keyring-daemon, on a session bus and in a home of the test's own.
#include "support/Await.h"
#include "support/PrivateBus.h"

#include "client/SystemKeychain.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;

namespace {

const QString secretsName = u"org.freedesktop.secrets"_s;
const QString connectionId = u"https://keys.example.org"_s;
const QByteArray token = "hJ3kzZ_0-token-that-must-not-be-in-any-file";

/** A keyring of its own for each test. */
class Daemon
{
public:
    explicit Daemon(const QString &home)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, home);
        environment.insert(u"XDG_DATA_HOME"_s, home + u"/data"_s);
        environment.insert(u"XDG_RUNTIME_DIR"_s, home);
        environment.remove(u"DISPLAY"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
    }
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;
    ~Daemon() { kill(); }

    /** Unlocks the keyring of that password, or makes it. False if it does not come up. */
    bool start()
    {
        m_process.start(u"gnome-keyring-daemon"_s,
                        {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
        m_process.write("the login password");
        m_process.closeWriteChannel();
        return QTest::qWaitFor([] { return isThere(); }, 10'000);
    }

    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
        [[maybe_unused]] const bool isGone = QTest::qWaitFor([] { return !isThere(); }, 10'000);
    }

    /** As a desktop does when it is locked. */
    static bool lock()
    {
        QDBusMessage call =
            QDBusMessage::createMethodCall(secretsName, u"/org/freedesktop/secrets"_s,
                                           u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        call << QVariant::fromValue(
            QList{QDBusObjectPath(u"/org/freedesktop/secrets/aliases/default"_s)});
        return QDBusConnection::sessionBus().call(call).type() == QDBusMessage::ReplyMessage;
    }

private:
    static bool isThere()
    {
        return QDBusConnection::sessionBus().interface()->isServiceRegistered(secretsName);
    }

    QProcess m_process;
};

} // namespace

class SystemKeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatIsWrittenIsReadAndRemoved();
    void anEntryThatIsNotThereIsToldApart();
    void connectionsHaveEntriesOfTheirOwn();
    void everythingIsDoneInOrder();
    void whatIsWrittenOutlivesTheService();
    void theSecretIsInNoFile();
    void withoutAServiceThatIsTold();
    void aLockedKeyringIsToldAndLeftAsItWas();
    void aServiceThatEndsInTheMiddleIsTold();
    void aServiceThatHangsIsToldInTime();
    void whatWasTooLateIsStillDoneInOrder();
    void aKeychainThatGoesLeavesNobodyWaiting();

private:
    Result<Done> write(const QByteArray &secret = token, const QString &key = connectionId)
    {
        return await(m_keychain->write(key, SecretText(secret)));
    }
    Result<QByteArray> read(const QString &key = connectionId)
    {
        return await(m_keychain->read(key)).map([](const SharedSecret &secret) {
            return secret->view().toByteArray();
        });
    }
    Result<Done> remove() { return await(m_keychain->remove(connectionId)); }
    Result<Done> check() { return await(m_keychain->check()); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<SystemKeychain> m_keychain;
};

void SystemKeychainTest::initTestCase()
{
    QVERIFY2(QDBusConnection::sessionBus().isConnected(), "run by dbus-run-session");
}

void SystemKeychainTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<Daemon>(m_home->path());
    m_keychain = std::make_unique<SystemKeychain>(u"keydesk-test"_s);
    QVERIFY(m_daemon->start());
}

void SystemKeychainTest::cleanup()
{
    m_keychain.reset();
    m_daemon.reset();
}

void SystemKeychainTest::whatIsWrittenIsReadAndRemoved()
{
    QVERIFY(check());
    QVERIFY(write());
    QCOMPARE(read(), token);
    QVERIFY2(write("another"), "is replaced");
    QCOMPARE(read(), QByteArray("another"));
    QVERIFY(remove());
    QCOMPARE(read().error().code, ProblemCode::KeychainEntryMissing);
}

void SystemKeychainTest::anEntryThatIsNotThereIsToldApart()
{
    QCOMPARE(read().error().code, ProblemCode::KeychainEntryMissing);
    QVERIFY2(remove(), "what is not there is removed");
}

void SystemKeychainTest::connectionsHaveEntriesOfTheirOwn()
{
    QVERIFY(write("one"));
    QVERIFY(write("two", u"https://other.example.org"_s));
    QCOMPARE(read(), QByteArray("one"));
    QVERIFY(remove());
    QCOMPARE(read(u"https://other.example.org"_s), QByteArray("two"));
}

void SystemKeychainTest::everythingIsDoneInOrder()
{
    m_keychain->write(connectionId, SecretText("one"));
    m_keychain->write(connectionId, SecretText("two"));
    const auto second = m_keychain->read(connectionId);
    m_keychain->remove(connectionId);
    const auto none = m_keychain->read(connectionId);
    m_keychain->write(connectionId, SecretText("three"));
    QCOMPARE(read(), QByteArray("three"));
    QVERIFY(second.isFinished() && none.isFinished());
    QCOMPARE(second.result().value()->view(), QByteArrayView("two"));
    QCOMPARE(none.result().error().code, ProblemCode::KeychainEntryMissing);
}

void SystemKeychainTest::whatIsWrittenOutlivesTheService()
{
    QVERIFY(write());
    m_daemon->kill();
    QVERIFY(m_daemon->start());
    QCOMPARE(read(), token);
}

void SystemKeychainTest::theSecretIsInNoFile()
{
    QVERIFY(write());
    int files = 0;
    for (const QString &folder : {m_home->path(), QString::fromLocal8Bit(qgetenv("HOME"))}) {
        QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            QVERIFY2(!file.readAll().contains(token), qPrintable(file.fileName()));
        }
    }
    QVERIFY2(files > 0, "at least the keyring");
}

void SystemKeychainTest::withoutAServiceThatIsTold()
{
    m_daemon->kill();
    QCOMPARE(check().error().code, ProblemCode::KeychainMissing);
    QCOMPARE(read().error().code, ProblemCode::KeychainMissing);
    QCOMPARE(write().error().code, ProblemCode::KeychainMissing);
    QCOMPARE(remove().error().code, ProblemCode::KeychainMissing);
}

void SystemKeychainTest::aLockedKeyringIsToldAndLeftAsItWas()
{
    QVERIFY(write());
    QVERIFY(Daemon::lock());
    QCOMPARE(check().error().code, ProblemCode::KeychainLocked);
    QCOMPARE(read().error().code, ProblemCode::KeychainLocked);
    QCOMPARE(read(u"never written"_s).error().code, ProblemCode::KeychainLocked);
    QCOMPARE(remove().error().code, ProblemCode::KeychainLocked);
    QCOMPARE(write("another").error().code, ProblemCode::KeychainLocked);
    m_daemon->kill();
    QVERIFY(m_daemon->start()); // with the password
    QCOMPARE(read(), token);
}

void SystemKeychainTest::aServiceThatEndsInTheMiddleIsTold()
{
    QVERIFY(write());
    m_daemon->signal(SIGSTOP);
    const auto reading = m_keychain->read(connectionId);
    const auto writing = m_keychain->write(connectionId, SecretText("another"));
    QCoreApplication::processEvents(); // the first one starts
    QVERIFY(!reading.isFinished());
    m_daemon->kill();
    QCOMPARE(await(reading).error().code, ProblemCode::KeychainMissing);
    QCOMPARE(await(writing).error().code, ProblemCode::KeychainMissing);
    QVERIFY(m_daemon->start());
    QCOMPARE(read(), token);
}

void SystemKeychainTest::aServiceThatHangsIsToldInTime()
{
    QVERIFY(write());
    m_keychain->setTimeout(200ms);
    m_daemon->signal(SIGSTOP);
    QCOMPARE(read().error().code, ProblemCode::KeychainSilent);
    QCOMPARE(write("another").error().code, ProblemCode::KeychainSilent);
    m_daemon->signal(SIGCONT);
    m_keychain->setTimeout(20s);
    QVERIFY(read());
}

void SystemKeychainTest::whatWasTooLateIsStillDoneInOrder()
{
    QVERIFY(write("before"));
    m_keychain->setTimeout(200ms);
    m_daemon->signal(SIGSTOP);
    QCOMPARE(write("first").error().code, ProblemCode::KeychainSilent);
    QCOMPARE(write("second").error().code, ProblemCode::KeychainSilent);
    QCOMPARE(remove().error().code, ProblemCode::KeychainSilent);
    m_daemon->signal(SIGCONT);
    m_keychain->setTimeout(20s);
    QCOMPARE(read().error().code, ProblemCode::KeychainEntryMissing);
}

void SystemKeychainTest::aKeychainThatGoesLeavesNobodyWaiting()
{
    m_daemon->signal(SIGSTOP);
    const auto reading = m_keychain->read(connectionId);
    const auto writing = m_keychain->write(connectionId, SecretText(token));
    m_keychain.reset();
    QVERIFY(reading.isFinished());
    QCOMPARE(reading.result().error().code, ProblemCode::KeychainSilent);
    QVERIFY(writing.isFinished());
}

int main(int argc, char **argv)
{
    // On a bus of its own, which starts no service by itself; nobody's keyring is touched.
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
    qunsetenv("XDG_CURRENT_DESKTOP");
    const QStringList withoutServices{u"--config-file"_s, QStringLiteral(KEYDESK_TEST_BUS_CONFIG)};
    if (const auto ended = keydesk::testing::runOnPrivateBus(argc, argv, withoutServices))
        return *ended;
    QCoreApplication application(argc, argv);
    SystemKeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "SystemKeychainTest.moc"
