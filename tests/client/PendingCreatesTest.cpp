// SPDX-License-Identifier: Apache-2.0
#include "support/Await.h"
#include "support/ServerFixture.h"

#include "client/Keychain.h"
#include "client/KeysClient.h"
#include "client/PendingCreates.h"
#include "client/RestClient.h"
#include "client/Worker.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPromise>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace keydesk;
using namespace keydesk::client;
using keydesk::testing::await;
using keydesk::testing::ServerFixture;

namespace {

/** A keyring in memory, which outlives the runs of the application, and what can go wrong with it.
 */
class Keyring : public Keychain
{
public:
    enum class Fault {
        None,
        Broken,
        Locked, ///< reads as if nothing was there, as libsecret's does without a display
        Silent, ///< does what it is asked, when answer() says so
    };

    QFuture<Result<SharedSecret>> read(const QString &name) override
    {
        const bool isThere = secrets.contains(name) && fault != Fault::Locked;
        if (fault == Fault::Broken || !isThere)
            return QtFuture::makeReadyFuture(Result<SharedSecret>(tl::unexpected(
                isThere ? broken() : Problem{.code = ProblemCode::KeychainEntryMissing})));
        return QtFuture::makeReadyFuture(
            Result<SharedSecret>(std::make_shared<SecretText>(secrets.value(name))));
    }

    QFuture<Result<Done>> write(const QString &name, SecretText secret) override
    {
        return change(
            [this, name, bytes = secret.view().toByteArray()] { secrets.insert(name, bytes); });
    }

    QFuture<Result<Done>> remove(const QString &name) override
    {
        return change([this, name] { secrets.remove(name); });
    }

    QFuture<Result<Done>> check() override
    {
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }

    QFuture<QString> readBackCommand(const QString &) override
    {
        return QtFuture::makeReadyFuture(QString());
    }

    void answer()
    {
        for (const auto &late : std::exchange(m_late, {}))
            late();
    }

    Fault fault = Fault::None;
    QMap<QString, QByteArray> secrets;

private:
    static Problem broken() { return {.code = ProblemCode::CacheFailed, .detail = u"broken"_s}; }

    QFuture<Result<Done>> change(const std::function<void()> &how)
    {
        if (fault == Fault::Broken)
            return QtFuture::makeReadyFuture(Result<Done>(tl::unexpected(broken())));
        const auto promise = std::make_shared<QPromise<Result<Done>>>();
        promise->start();
        const auto act = [how, promise] {
            how();
            promise->addResult(Done{});
            promise->finish();
        };
        if (fault == Fault::Silent)
            m_late.append(act);
        else
            act();
        return promise->future();
    }

    QList<std::function<void()>> m_late;
};

const QString platformId = u"0123456789abcdef01234567"_s;
const QDateTime monday(QDate(2026, 11, 23), QTime(17, 55), Qt::UTC);

PendingCreate pending(const QString &label, const QString &connection = u"local"_s)
{
    return {connection, platformId, label, monday};
}

QStringList labels(const QList<LeftCreate> &left)
{
    QStringList all;
    for (const LeftCreate &one : left)
        all.append(one.create.label);
    all.sort();
    return all;
}

} // namespace

class PendingCreatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void whatWasNotSeenIsOfferedAtTheNextStart();
    void theKeyThatIsLeftGivesTheSameSecretAgain();
    void severalCanBePending();
    void whatWasSeenIsNotOffered();
    void whatThisRunBeganIsNotLeft();
    void aRemovedConnectionLeavesNothing();
    void afterADayThereIsNothingToOffer();
    void aBrokenStoreDoesNotHoldUpTheCreate();
    void aSilentStoreDoesNotHoldUpTheCreate();
    void whatWasSeenBeforeTheStoreAnsweredIsGoneToo();
    void aLockedStoreIsAskedAgainAtTheNextStart();
    void whatIsNoKeyIsNotOffered();
    void theKeyIsInTheStoreOnly();
    void aFolderThatCannotBeWrittenDoesNotHoldUpTheCreate();
    void aDamagedFileIsTold();

private:
    struct Run
    {
        Run(Keyring &keyring, const QString &folder, const QDateTime &now)
            : creates(keyring, worker, folder,
                      {.patience = std::chrono::milliseconds(200), .now = [now] { return now; }})
        {
        }
        Worker worker;
        PendingCreates creates;
    };

    std::unique_ptr<Run> run(const QDateTime &now = monday) const
    {
        return std::make_unique<Run>(*m_keyring, m_folder->path(), now);
    }
    /** A run that begins these and dies. */
    void begin(const QStringList &texts) const
    {
        const auto one = run();
        for (const QString &text : texts) {
            if (!await(one->creates.remember(pending(text), IdempotencyKey::generate())))
                qFatal("not remembered");
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Keyring> m_keyring;
};

void PendingCreatesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keyring = std::make_unique<Keyring>();
}

void PendingCreatesTest::whatWasNotSeenIsOfferedAtTheNextStart()
{
    QVERIFY(await(run()->creates.left()).isEmpty());
    const IdempotencyKey key = IdempotencyKey::generate();
    QVERIFY(await(run()->creates.remember(pending(u"HR sync"_s), key)));
    for (int i = 0; i < 2; ++i) { // also if the next one dies as well
        const auto left = await(run()->creates.left());
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0].create, pending(u"HR sync"_s));
        QCOMPARE(left[0].id, PendingCreates::idOf(key));
        QVERIFY(left[0].key->headerValue() == key.headerValue());
    }
}

// The application dies between the server's answer and the moment in which it is shown.
void PendingCreatesTest::theKeyThatIsLeftGivesTheSameSecretAgain()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    RestClient rest;
    rest.setBackend(fixture.server().baseUrl(), AccessToken(fixture.server().ownerToken()));
    KeysClient keys(rest);
    Sha256 unseen;
    {
        const IdempotencyKey key = IdempotencyKey::generate();
        const auto one = run();
        QVERIFY(await(one->creates.remember(pending(u"HR sync"_s), key)));
        const auto created =
            await(keys.create(fixture.platformId(), KeyLabel::parse(u"HR sync"_s).value(), key));
        unseen = created.value().secret->sha256();
    }
    const auto left = await(run()->creates.left());
    QCOMPARE(left.size(), 1);
    const auto again = await(keys.create(
        fixture.platformId(), KeyLabel::parse(left[0].create.label).value(), *left[0].key));
    QVERIFY(again.value().secret->sha256() == unseen);
    QCOMPARE(await(keys.list(fixture.platformId()))->used, 1);
}

void PendingCreatesTest::severalCanBePending()
{
    begin({u"A"_s, u"B"_s});
    begin({u"C"_s});
    QCOMPARE(labels(await(run()->creates.left())), (QStringList{u"A"_s, u"B"_s, u"C"_s}));
}

void PendingCreatesTest::whatWasSeenIsNotOffered()
{
    const IdempotencyKey seen = IdempotencyKey::generate();
    {
        const auto one = run();
        QVERIFY(await(one->creates.remember(pending(u"Seen"_s), seen)));
        QVERIFY(await(one->creates.remember(pending(u"Unseen"_s), IdempotencyKey::generate())));
        QVERIFY(await(one->creates.forget(PendingCreates::idOf(seen))));
        QVERIFY(await(one->creates.forget(PendingCreates::idOf(seen)))); // Twice does no harm.
    }
    QCOMPARE(m_keyring->secrets.size(), 1);
    const auto next = run();
    const auto left = await(next->creates.left());
    QCOMPARE(labels(left), QStringList{u"Unseen"_s});
    QVERIFY(await(next->creates.forget(left[0].id)));
    QVERIFY(m_keyring->secrets.isEmpty());
    QVERIFY(await(run()->creates.left()).isEmpty());
}

void PendingCreatesTest::whatThisRunBeganIsNotLeft()
{
    begin({u"Before"_s});
    const auto one = run();
    await(one->creates.remember(pending(u"Now"_s), IdempotencyKey::generate()));
    QCOMPARE(labels(await(one->creates.left())), QStringList{u"Before"_s});
}

void PendingCreatesTest::aRemovedConnectionLeavesNothing()
{
    {
        const auto one = run();
        await(one->creates.remember(pending(u"A"_s, u"x"_s), IdempotencyKey::generate()));
        await(one->creates.remember(pending(u"B"_s, u"y"_s), IdempotencyKey::generate()));
        one->creates.forgetConnection(u"x"_s);
    }
    QCOMPARE(m_keyring->secrets.size(), 1);
    QCOMPARE(labels(await(run()->creates.left())), QStringList{u"B"_s});
}

void PendingCreatesTest::afterADayThereIsNothingToOffer()
{
    begin({u"Old"_s});
    QCOMPARE(await(run(monday.addSecs(24 * 3600))->creates.left()).size(), 1);
    QVERIFY(await(run(monday.addSecs(26 * 3600))->creates.left()).isEmpty());
    QVERIFY(m_keyring->secrets.isEmpty());
    QVERIFY(await(run()->creates.left()).isEmpty());
}

void PendingCreatesTest::aBrokenStoreDoesNotHoldUpTheCreate()
{
    m_keyring->fault = Keyring::Fault::Broken;
    const auto one = run();
    const auto outcome = await(one->creates.remember(pending(u"A"_s), IdempotencyKey::generate()));
    QCOMPARE(outcome.error().detail, u"broken"_s);
    QVERIFY(await(run()->creates.left()).isEmpty());
}

void PendingCreatesTest::aSilentStoreDoesNotHoldUpTheCreate()
{
    m_keyring->fault = Keyring::Fault::Silent;
    const IdempotencyKey key = IdempotencyKey::generate();
    const auto one = run();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!await(one->creates.remember(pending(u"A"_s), key)));
    QVERIFY(timer.elapsed() < 5000);
    m_keyring->answer(); // late, but it did what it was asked
    QCOMPARE(labels(await(run()->creates.left())), QStringList{u"A"_s});
}

void PendingCreatesTest::whatWasSeenBeforeTheStoreAnsweredIsGoneToo()
{
    m_keyring->fault = Keyring::Fault::Silent;
    const IdempotencyKey key = IdempotencyKey::generate();
    const auto one = run();
    await(one->creates.remember(pending(u"A"_s), key));
    const auto forgotten = one->creates.forget(PendingCreates::idOf(key));
    m_keyring->answer(); // the write
    m_keyring->answer(); // the removal, which came behind it
    QVERIFY(await(forgotten));
    QVERIFY(m_keyring->secrets.isEmpty());
    QVERIFY(await(run()->creates.left()).isEmpty());
}

void PendingCreatesTest::aLockedStoreIsAskedAgainAtTheNextStart()
{
    begin({u"A"_s});
    m_keyring->fault = Keyring::Fault::Locked;
    const auto locked = run();
    QVERIFY(await(locked->creates.left()).isEmpty());
    await(locked->creates.remember(pending(u"B"_s), IdempotencyKey::generate()));
    m_keyring->fault = Keyring::Fault::None;
    QCOMPARE(labels(await(run()->creates.left())), (QStringList{u"A"_s, u"B"_s}));
}

void PendingCreatesTest::whatIsNoKeyIsNotOffered()
{
    begin({u"A"_s});
    m_keyring->secrets.first() = "not base64url";
    QVERIFY(await(run()->creates.left()).isEmpty());
}

void PendingCreatesTest::theKeyIsInTheStoreOnly()
{
    const IdempotencyKey key = IdempotencyKey::generate();
    const auto one = run();
    QVERIFY(await(one->creates.remember(pending(u"A"_s), key)));
    const QStringList files = QDir(m_folder->path()).entryList(QDir::Files);
    QCOMPARE(files, QStringList{u"pending-creates.json"_s});
    QFile file(m_folder->filePath(files[0]));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(key.headerValue()));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    for (const QString &name : m_keyring->secrets.keys())
        QVERIFY(!name.contains(QString::fromLatin1(key.headerValue())));
}

void PendingCreatesTest::aFolderThatCannotBeWrittenDoesNotHoldUpTheCreate()
{
    Run one(*m_keyring, u"/proc"_s, monday); // not even root writes there
    const IdempotencyKey key = IdempotencyKey::generate();
    QCOMPARE(await(one.creates.remember(pending(u"A"_s), key)).error().code,
             ProblemCode::CacheFailed);
    QVERIFY(!await(one.creates.forget(PendingCreates::idOf(key))));
    QVERIFY(m_keyring->secrets.isEmpty());
}

void PendingCreatesTest::aDamagedFileIsTold()
{
    begin({u"A"_s});
    QFile file(m_folder->filePath(u"pending-creates.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.close();
    const auto one = run();
    QCOMPARE(one->creates.loadProblem().value().code, ProblemCode::CacheFailed);
    QVERIFY(await(one->creates.left()).isEmpty());
}

QTEST_GUILESS_MAIN(PendingCreatesTest)
#include "PendingCreatesTest.moc"
