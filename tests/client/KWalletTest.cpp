// SPDX-License-Identifier: Apache-2.0
// With a real kwalletd5, on a session bus and in a home of the test's own, as on a KDE desktop.
#include "support/Await.h"
#include "support/PrivateBus.h"

#include "client/KWallet.h"
#include "client/SystemKeychain.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDir>
#include <QFile>
#include <QPasswordDigestor>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;

namespace {

const QString service = u"keydesk-test"_s;
const QString entry = u"API key Lohn \"Süd\", it's new (9fcbeea4)"_s;
const QByteArray secret = "hJ3kzZ_0-secret-of-the-entry";

const Wallet kwalletd{.daemon = u"kwalletd5"_s, .name = {}};

QDBusMessage callWallet(const QString &method, const QVariantList &arguments)
{
    return QDBusConnection::sessionBus().call(callTo(kwalletd, method, arguments));
}

/** An open wallet of its own for each test. */
class Daemon
{
public:
    explicit Daemon(const QString &home)
        : m_home(home)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"CONFIG"_s, u"DATA"_s, u"CACHE"_s})
            environment.insert(u"XDG_%1_HOME"_s.arg(name), home);
        environment.insert(u"HOME"_s, home);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s); // nobody answers its dialogs
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
    }
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;
    ~Daemon()
    {
        m_process.kill();
        m_process.waitForFinished();
        [[maybe_unused]] const bool isGone = QTest::qWaitFor([] { return !isThere(); }, 10'000);
    }

    /** Makes the wallet and opens it, as PAM does when somebody logs in: with a hash of the
     *  password, and no dialog. */
    bool start(const QString &wallet, const QByteArray &password = "the login password")
    {
        const QByteArray salt(56, 's');
        const bool isPrepared =
            writeFile(u"kwalletrc"_s,
                      "[Wallet]\nFirst Use=false\nDefault Wallet=" + wallet.toUtf8() +
                          "\n[Auto Allow]\n" + wallet.toUtf8() + "=keydesk-test,kwallet-query\n") &&
            QDir(m_home).mkdir(u"kwalletd"_s) && writeFile(u"kwalletd/%1.salt"_s.arg(wallet), salt);
        m_process.start(u"kwalletd5"_s, {});
        if (!isPrepared || !QTest::qWaitFor([] { return isThere(); }, 10'000))
            return false;
        const QByteArray hash = QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha512,
                                                                   password, salt, 50'000, 56);
        callWallet(u"pamOpen"_s, {wallet, hash, 0});
        return isOpen(wallet);
    }

    static bool isOpen(const QString &wallet)
    {
        return QDBusReply<bool>(callWallet(u"isOpen"_s, {wallet})).value();
    }

private:
    static bool isThere()
    {
        return QDBusConnection::sessionBus().interface()->isServiceRegistered(serviceOf(kwalletd));
    }

    bool writeFile(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_home + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    QString m_home;
    QProcess m_process;
};

} // namespace

class KWalletTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatIsWrittenIsReadAndRemoved();
    void theLineThatIsShownReadsTheEntryBack_data();
    void theLineThatIsShownReadsTheEntryBack();
    void aClosedWalletThatNobodyOpensIsToldInTime();
    void aWalletThatIsOpenIsNoProofOfThePerson();
    void whoOpensTheWalletAgainIsThePerson();

private:
    Result<QByteArray> read()
    {
        return await(m_keychain->read(entry)).map([](const SharedSecret &held) {
            return held->view().toByteArray();
        });
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<SystemKeychain> m_keychain;
};

void KWalletTest::initTestCase()
{
    QVERIFY2(QDBusConnection::sessionBus().isConnected(), "run by dbus-run-session");
}

void KWalletTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<Daemon>(m_home->path());
    m_keychain = std::make_unique<SystemKeychain>(service);
}

void KWalletTest::cleanup()
{
    m_keychain.reset();
    m_daemon.reset();
}

void KWalletTest::whatIsWrittenIsReadAndRemoved()
{
    QVERIFY(m_daemon->start(u"kdewallet"_s));
    QCOMPARE(read().error().code, ProblemCode::KeychainEntryMissing);
    QVERIFY(await(m_keychain->write(entry, SecretText(secret))));
    QCOMPARE(read(), secret);
    QVERIFY(await(m_keychain->check()));
    QVERIFY(await(m_keychain->remove(entry)));
    QCOMPARE(read().error().code, ProblemCode::KeychainEntryMissing);
}

void KWalletTest::theLineThatIsShownReadsTheEntryBack_data()
{
    QTest::addColumn<QString>("wallet");
    QTest::newRow("the wallet of a new account") << u"kdewallet"_s;
    QTest::newRow("another one") << u"my wallet"_s;
}

void KWalletTest::theLineThatIsShownReadsTheEntryBack()
{
    QFETCH(QString, wallet);
    QVERIFY(m_daemon->start(wallet));
    QVERIFY(await(m_keychain->write(entry, SecretText(secret))));
    const QString line = await(m_keychain->readBackCommand(entry));
    QVERIFY2(line.startsWith(u"kwallet-query "), qPrintable(line));
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"QT_QPA_PLATFORM=offscreen "_s + line});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), secret + '\n');
}

void KWalletTest::aClosedWalletThatNobodyOpensIsToldInTime()
{
    QVERIFY(m_daemon->start(u"kdewallet"_s));
    QVERIFY(await(m_keychain->write(entry, SecretText(secret))));
    callWallet(u"close"_s, {u"kdewallet"_s, true});
    QCOMPARE(await(m_keychain->check()).error().code, ProblemCode::KeychainLocked);
    m_keychain->setTimeout(1s);
    QCOMPARE(read().error().code, ProblemCode::KeychainSilent);
}

void KWalletTest::aWalletThatIsOpenIsNoProofOfThePerson()
{
    QVERIFY(m_daemon->start(u"kdewallet"_s));
    const auto confirmed = m_keychain->confirmPerson();
    QTest::qWait(2000);
    QVERIFY(!confirmed.isFinished());
    QVERIFY2(!Daemon::isOpen(u"kdewallet"_s), "it asks for the password");
}

// Which is what a wallet does that has none.
void KWalletTest::whoOpensTheWalletAgainIsThePerson()
{
    QVERIFY(m_daemon->start(u"kdewallet"_s, {}));
    QVERIFY(await(m_keychain->write(entry, SecretText(secret))));
    QVERIFY(await(m_keychain->confirmPerson()));
    QVERIFY(Daemon::isOpen(u"kdewallet"_s));
    QCOMPARE(read(), secret);
}

int main(int argc, char **argv)
{
    // On a bus of its own, which starts no service by itself; nobody's wallet is touched.
    qputenv("XDG_CURRENT_DESKTOP", "KDE"); // by which QtKeychain chooses
    qputenv("KDE_SESSION_VERSION", "5");
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
    const QStringList withoutServices{u"--config-file"_s, QStringLiteral(KEYDESK_TEST_BUS_CONFIG)};
    if (const auto ended = keydesk::testing::runOnPrivateBus(argc, argv, withoutServices))
        return *ended;
    QCoreApplication application(argc, argv);
    KWalletTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "KWalletTest.moc"
