// SPDX-License-Identifier: Apache-2.0
// The parts of a sign-in, each with a time that the test decides.
#include "server/routes/SessionTokens.h"
#include "server/routes/PasswordCheck.h"
#include "server/routes/SignInAttempt.h"
#include "server/routes/Turns.h"
#include "server/store/AccessTokenTable.h"
#include "server/store/MemberTable.h"
#include "server/store/Migrations.h"
#include "server/store/SessionTable.h"
#include "server/store/SignInFailureTable.h"
#include "support/TestDatabase.h"

#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sodium.h>

#include <thread>

namespace asio = boost::asio;
using namespace keydesk;
using namespace keydesk::server;
using keydesk::testing::TestDatabase;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 begin = 1'700'000'000'000;

} // namespace

class SessionTokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAccessTokenIsGoodForAQuarterOfAnHour();
    void noTokenOutlivesItsSession();
    void aSecondUseIsNoticedAsLongAsTheSessionLasts();
    void whoseAnswerWasLostGetsOtherTokens();
    void whoHasUsedTheAnswerCannotHaveLostIt_data();
    void whoHasUsedTheAnswerCannotHaveLostIt();
    void tokensThatAreVoidEndTheSession();
    void aTokenThatBecomesVoidWhileItIsUsedIsRefused();
    void tokensFromBeforeSayNothingAboutTheAnswer();
    void aSessionKeepsSoManyUsedTokensAndNoMore();
    void endingAllSessionsEndsEveryToken();
    void aTokenWithoutASessionEndsByItself();
    void expiredSessionsAreRemovedWithTheirTokens();
    void fiveFailuresInAMinuteAreEnough();
    void aClockThatWasSetBackHoldsNobodyUpForLong();
    void aNetworkIsAnAddressOrTheCustomersPartOfIt_data();
    void aNetworkIsAnAddressOrTheCustomersPartOfIt();
    void aPasswordThatWasReplacedSignsNobodyIn();
    void turnsAreTakenInOrderAndNotTooManyWait();
    void passwordsAreComparedOnAnotherThread();
    void nobodysHashIsAsCostlyAsAMembers();

private:
    bool isGood(const IssuedTokens &tokens, qint64 now)
    {
        return AccessTokenTable(*m_database).member(tokenHash(tokens.access), now).has_value();
    }
    /** As a request does it. */
    bool use(const IssuedTokens &tokens, qint64 now)
    {
        const Sha256 token = tokenHash(tokens.access);
        const auto holder = AccessTokenTable(*m_database).holder(token, now);
        return holder && (!holder->unusedIn ||
                          beginUse(*m_database, token, *holder->unusedIn, now).has_value());
    }
    tl::expected<IssuedTokens, RenewalError> renewed(const IssuedTokens &tokens, qint64 now)
    {
        return renewSession(*m_database, tokenHash(tokens.refresh), now);
    }
    IssuedTokens begun(qint64 now = begin)
    {
        return beginSession(*m_database, m_member.id, u"127.0.0.1"_s, now);
    }

    qint64 rows(const QString &table)
    {
        Statement count = m_database->prepare(u"SELECT COUNT(*) FROM "_s + table);
        count.run();
        return count.next() ? count.integer(0) : -1;
    }

    std::unique_ptr<TestDatabase> m_storage;
    std::unique_ptr<Database> m_database;
    Member m_member;
};

void SessionTokensTest::init()
{
    m_database.reset();
    m_storage = std::make_unique<TestDatabase>();
    m_database =
        std::make_unique<Database>(*DatabaseUrl::parse(m_storage->url()), DatabaseUse::Write);
    migrate(*m_database);
    m_member = MemberTable(*m_database)
                   .add({.name = u"Ada"_s,
                         .email = u"ada@example.org"_s,
                         .passwordHash = u"the first"_s,
                         .isLocalOwner = false},
                        begin);
}

void SessionTokensTest::anAccessTokenIsGoodForAQuarterOfAnHour()
{
    const IssuedTokens tokens = begun();
    QCOMPARE(tokens.expiresIn, 900);
    QVERIFY(isGood(tokens, begin + 899'999));
    QVERIFY(!isGood(tokens, begin + 900'000));
}

void SessionTokensTest::noTokenOutlivesItsSession()
{
    const IssuedTokens tokens = begun();
    const qint64 end = begin + 30LL * 24 * 3600 * 1000;
    const auto late = renewSession(*m_database, tokenHash(tokens.refresh), end - 60'000);
    QVERIFY(late.has_value());
    QCOMPARE(late->expiresIn, 60);
    QVERIFY(isGood(*late, end - 1));
    QVERIFY(!isGood(*late, end));
    const auto tooLate = renewSession(*m_database, tokenHash(late->refresh), end);
    QVERIFY(!tooLate && tooLate.error() == RenewalError::Unknown);
}

void SessionTokensTest::aSecondUseIsNoticedAsLongAsTheSessionLasts()
{
    const IssuedTokens first = begun();
    auto last = renewSession(*m_database, tokenHash(first.refresh), begin + 1);
    for (qint64 day = 1; day < 30; ++day)
        last = renewSession(*m_database, tokenHash(last->refresh), begin + day * 86'400'000);
    QVERIFY(last.has_value());
    const qint64 now = begin + 29LL * 86'400'000 + 1;
    QVERIFY(isGood(*last, now));
    const auto reused = renewSession(*m_database, tokenHash(first.refresh), now);
    QVERIFY(!reused && reused.error() == RenewalError::Reused);
    QVERIFY(!isGood(*last, now));
    const auto after = renewSession(*m_database, tokenHash(last->refresh), now);
    QVERIFY(!after && after.error() == RenewalError::Unknown);
}

void SessionTokensTest::whoseAnswerWasLostGetsOtherTokens()
{
    constexpr qint64 day = 86'400'000;
    const IssuedTokens first = begun();
    const auto lost = renewed(first, begin + 1);
    const auto lostAsWell = renewed(first, begin + 2);
    QVERIFY(lost && lostAsWell);
    QVERIFY(!isGood(*lost, begin + 2));
    AccessTokenTable(*m_database).removeExpired(begin + day, 100); // the computer was asleep
    const auto got = renewed(first, begin + day);
    QVERIFY(got.has_value());
    QVERIFY(use(*got, begin + day));
    QVERIFY(use(*got, begin + day));
    const auto next = renewed(*got, begin + day + 1);
    QVERIFY(next.has_value() && use(*next, begin + day + 1));
}

void SessionTokensTest::whoHasUsedTheAnswerCannotHaveLostIt_data()
{
    QTest::addColumn<bool>("withItsAccessToken");
    QTest::newRow("the access token") << true;
    QTest::newRow("the refresh token") << false;
}

void SessionTokensTest::whoHasUsedTheAnswerCannotHaveLostIt()
{
    QFETCH(bool, withItsAccessToken);
    const IssuedTokens first = begun();
    const auto answer = renewed(first, begin + 1);
    QVERIFY(withItsAccessToken ? use(*answer, begin + 2) : renewed(*answer, begin + 2).has_value());
    const auto again = renewed(first, begin + 3);
    QVERIFY(!again && again.error() == RenewalError::Reused);
    QVERIFY(!isGood(*answer, begin + 3));
    QCOMPARE(rows(u"sessions"_s), 0);
}

void SessionTokensTest::tokensThatAreVoidEndTheSession()
{
    const IssuedTokens first = begun();
    const auto taken = renewed(first, begin + 1); // by a thief, or before one
    const auto last = renewed(first, begin + 2);
    QVERIFY(use(*last, begin + 3));
    QVERIFY(!use(*taken, begin + 3));
    QVERIFY(isGood(*last, begin + 3));
    const auto next = renewed(*taken, begin + 3);
    QVERIFY(!next && next.error() == RenewalError::Reused);
    QVERIFY(!isGood(*last, begin + 3));
}

void SessionTokensTest::aTokenThatBecomesVoidWhileItIsUsedIsRefused()
{
    const IssuedTokens first = begun();
    const auto lost = renewed(first, begin + 1);
    const Sha256 token = tokenHash(lost->access);
    const auto holder = AccessTokenTable(*m_database).holder(token, begin + 1);
    QVERIFY(holder && holder->unusedIn);
    const auto got = renewed(first, begin + 1);
    QVERIFY(!beginUse(*m_database, token, *holder->unusedIn, begin + 1));
    QVERIFY(renewed(first, begin + 2)); // and was not taken for a use of what was got
}

void SessionTokensTest::tokensFromBeforeSayNothingAboutTheAnswer()
{
    const IssuedTokens first = begun();
    QVERIFY(use(first, begin));
    QVERIFY(renewed(first, begin + 1));
    QVERIFY(use(first, begin + 2));
    const auto got = renewed(first, begin + 3);
    QVERIFY(got && isGood(*got, begin + 3));
    QVERIFY(isGood(first, begin + 3));
}

void SessionTokensTest::aSessionKeepsSoManyUsedTokensAndNoMore()
{
    const IssuedTokens other = begun();
    QVERIFY(renewSession(*m_database, tokenHash(other.refresh), begin));
    std::vector<Sha256> used;
    Bytes next = begun().refresh;
    for (int i = 1; i <= 110; ++i) {
        used.push_back(tokenHash(next));
        const auto renewed = renewSession(*m_database, used.back(), begin + i);
        QVERIFY(renewed.has_value());
        next = renewed->refresh;
    }
    QCOMPARE(rows(u"refresh_tokens"_s), 2 + 100 + 1);
    // What is forgotten is refused and ends nothing; what is remembered ends the session.
    const auto unknown = renewSession(*m_database, used[9], begin + 200);
    QVERIFY(!unknown && unknown.error() == RenewalError::Unknown);
    const auto reused = renewSession(*m_database, used[10], begin + 200);
    QVERIFY(!reused && reused.error() == RenewalError::Reused);
    QVERIFY(!renewSession(*m_database, tokenHash(next), begin + 200));
    QVERIFY(isGood(other, begin + 200));
}

void SessionTokensTest::endingAllSessionsEndsEveryToken()
{
    const IssuedTokens one = begun();
    const IssuedTokens two = begun();
    endSessionsOf(*m_database, m_member.id);
    QVERIFY(!isGood(one, begin + 1));
    QVERIFY(!isGood(two, begin + 1));
    QVERIFY(!renewSession(*m_database, tokenHash(two.refresh), begin + 1));
}

void SessionTokensTest::aTokenWithoutASessionEndsByItself()
{
    const IssuedTokens session = begun();
    const Sha256 alone = tokenHash("alone");
    Statement insert = m_database->prepare(
        u"INSERT INTO access_tokens (token_sha256, member_id, expires_at) VALUES (?, ?, ?)"_s);
    insert.run(QByteArray(reinterpret_cast<const char *>(alone.data()), 32), m_member.id,
               begin + 1000);
    QVERIFY(AccessTokenTable(*m_database).member(alone, begin));
    endSession(*m_database, alone);
    QVERIFY(!AccessTokenTable(*m_database).member(alone, begin));
    QVERIFY(isGood(session, begin));
}

void SessionTokensTest::expiredSessionsAreRemovedWithTheirTokens()
{
    const IssuedTokens old = begun();
    const IssuedTokens recent = begun(begin + 1);
    SessionTable(*m_database).removeExpired(begin + sessionLifetime, 100);
    QVERIFY(!isGood(old, begin + 2));
    QVERIFY(isGood(recent, begin + 2));
}

void SessionTokensTest::fiveFailuresInAMinuteAreEnough()
{
    const SignInAttempt attempt(u"Ada@example.org"_s, "192.0.2.1");
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(attempt.wait(*m_database, begin + i * 1000), 0);
        attempt.failed(*m_database, begin + i * 1000);
    }
    QCOMPARE(attempt.wait(*m_database, begin + 4000), 56);
    QCOMPARE(attempt.wait(*m_database, begin + 59'001), 1);
    QCOMPARE(attempt.wait(*m_database, begin + 60'000), 0); // the first is a minute ago
    attempt.failed(*m_database, begin + 60'000);
    QCOMPARE(attempt.wait(*m_database, begin + 60'000), 1);

    const SignInAttempt sameEmail(u"ada@EXAMPLE.org"_s, "192.0.2.2");
    const SignInAttempt sameNetwork(u"bob@example.org"_s, "192.0.2.1");
    const SignInAttempt neither(u"bob@example.org"_s, "192.0.2.2");
    QCOMPARE(sameEmail.wait(*m_database, begin + 60'000), 1);
    QCOMPARE(sameNetwork.wait(*m_database, begin + 60'000), 1);
    QCOMPARE(neither.wait(*m_database, begin + 60'000), 0);

    attempt.succeeded(*m_database);
    QCOMPARE(sameEmail.wait(*m_database, begin + 60'000), 0);
    QCOMPARE(sameNetwork.wait(*m_database, begin + 60'000), 1);
    SignInFailureTable(*m_database).removeOld(begin + 120'000, 100);
    QCOMPARE(rows(u"sign_in_failures"_s), 0);
}

void SessionTokensTest::aClockThatWasSetBackHoldsNobodyUpForLong()
{
    const SignInAttempt attempt(u"ada@example.org"_s, "192.0.2.1");
    for (int i = 0; i < 5; ++i)
        attempt.failed(*m_database, begin + 86'400'000);
    QCOMPARE(attempt.wait(*m_database, begin), 0);
    // Also not when that time comes.
    SignInFailureTable(*m_database).removeOld(begin, 100);
    QCOMPARE(attempt.wait(*m_database, begin + 86'400'000), 0);

    for (int i = 0; i < 5; ++i)
        attempt.failed(*m_database, begin + 50'000);
    QCOMPARE(attempt.wait(*m_database, begin), 60);
    QCOMPARE(attempt.wait(*m_database, begin + 60'000), 50);
    QCOMPARE(attempt.wait(*m_database, begin + 110'000), 0);
}

void SessionTokensTest::aNetworkIsAnAddressOrTheCustomersPartOfIt_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.2"_s << false;
    QTest::newRow("the same /64") << u"2001:db8:0:1::1"_s << u"2001:db8:0:1:ffff::2"_s << true;
    QTest::newRow("another /64") << u"2001:db8:0:1::1"_s << u"2001:db8:0:2::1"_s << false;
    QTest::newRow("IPv4 in IPv6") << u"::ffff:192.0.2.1"_s << u"192.0.2.1"_s << true;
    QTest::newRow("two of them") << u"::ffff:192.0.2.1"_s << u"::ffff:192.0.2.2"_s << false;
}

void SessionTokensTest::aNetworkIsAnAddressOrTheCustomersPartOfIt()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    for (int i = 0; i < 5; ++i)
        SignInAttempt(QString::number(i), one.toStdString()).failed(*m_database, begin);
    const SignInAttempt attempt(u"ada@example.org"_s, other.toStdString());
    QCOMPARE(attempt.wait(*m_database, begin) > 0, same);
}

void SessionTokensTest::aPasswordThatWasReplacedSignsNobodyIn()
{
    MemberTable members(*m_database);
    const auto password = members.password(u"ADA@example.org"_s);
    QVERIFY(password && password->hash == u"the first"_s);
    QVERIFY(members.holdPassword(*password));
    members.setPassword(m_member.id, u"the second"_s);
    QVERIFY(!members.holdPassword(*password));
    members.setPassword(m_member.id, std::nullopt);
    QVERIFY(!members.holdPassword(*password));
    QVERIFY(!members.password(u"ada@example.org"_s));
}

void SessionTokensTest::turnsAreTakenInOrderAndNotTooManyWait()
{
    asio::io_context context(1);
    Turns turns(2);
    QList<int> order;
    QList<int> turnedAway;
    int inside = 0;
    int most = 0;
    const auto visit = [&](int number) -> asio::awaitable<void> {
        const auto turn = co_await turns.next();
        if (!turn) {
            turnedAway.append(number);
            co_return;
        }
        most = std::max(most, ++inside);
        order.append(number);
        asio::steady_timer pause(context, std::chrono::milliseconds(1));
        co_await pause.async_wait(asio::use_awaitable);
        --inside;
    };
    for (int number = 0; number < 5; ++number)
        asio::co_spawn(context, visit(number), asio::detached);
    context.run();
    QCOMPARE(most, 1);
    QCOMPARE(order, QList<int>({0, 1, 2}));
    QCOMPARE(turnedAway, QList<int>({3, 4}));
    asio::co_spawn(context, visit(5), asio::detached);
    context.restart();
    context.run();
    QCOMPARE(order.last(), 5);
}

void SessionTokensTest::passwordsAreComparedOnAnotherThread()
{
    using Verdict = PasswordCheck::Verdict;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    QCOMPARE(crypto_pwhash_str(hash.data(), "right", 5, crypto_pwhash_OPSLIMIT_MIN,
                               crypto_pwhash_MEMLIMIT_MIN),
             0);
    asio::io_context context(1);
    PasswordCheck passwords;
    const std::thread::id here = std::this_thread::get_id();
    bool cameBack = true;
    const auto verify = [&](const QByteArray &with, const Bytes &password,
                            Verdict &verdict) -> asio::awaitable<void> {
        verdict = co_await passwords.verify(with, password);
        cameBack = cameBack && std::this_thread::get_id() == here;
    };
    const QByteArray good(hash.data());
    const QByteArray damaged("$argon2id$v=19$nonsense");
    const Bytes right = "right";
    const Bytes wrong = "wrong";
    std::array<Verdict, 4> verdicts{Verdict::NoMemory, Verdict::NoMemory, Verdict::NoMemory,
                                    Verdict::NoMemory};
    asio::co_spawn(context, verify(good, right, verdicts[0]), asio::detached);
    asio::co_spawn(context, verify(good, wrong, verdicts[1]), asio::detached);
    asio::co_spawn(context, verify(damaged, right, verdicts[2]), asio::detached);
    const QByteArray nobody = PasswordCheck::hashOfNobody();
    asio::co_spawn(context, verify(nobody, right, verdicts[3]), asio::detached);
    context.run();
    QVERIFY(
        (verdicts == std::array{Verdict::Right, Verdict::Wrong, Verdict::Wrong, Verdict::Wrong}));
}

void SessionTokensTest::nobodysHashIsAsCostlyAsAMembers()
{
    QCOMPARE(crypto_pwhash_str_needs_rehash(PasswordCheck::hashOfNobody().constData(),
                                            crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                            crypto_pwhash_MEMLIMIT_INTERACTIVE),
             0);
}

QTEST_GUILESS_MAIN(SessionTokensTest)
#include "SessionTokensTest.moc"
