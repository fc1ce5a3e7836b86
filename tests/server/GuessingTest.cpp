// SPDX-License-Identifier: Apache-2.0
// What happens to somebody who tries one key after the other, and to those who share their address.
#include "support/ServerFixture.h"

#include "server/routes/GuessBrake.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
using keydesk::server::GuessBrake;
using namespace keydesk::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/** A brake whose time and waiting are the test's. */
class Brakes
{
public:
    /** Refuses \a count keys of an address; how many of the answers are held up. */
    int refuse(const std::string &peer, int count = 1)
    {
        const int before = held();
        for (int i = 0; i < count; ++i)
            asio::co_spawn(m_context, m_brake.refused(peer), asio::detached);
        m_context.poll();
        m_context.restart();
        return held() - before;
    }

    void letGo()
    {
        m_waiting.cancel();
        m_context.poll();
        m_context.restart();
    }

    int held() const { return m_held; }

    qint64 now = 1'000'000;
    std::chrono::milliseconds lastDelay{0};
    QList<std::pair<std::string, int>> reports;

private:
    asio::awaitable<void> wait(std::chrono::milliseconds duration)
    {
        lastDelay = duration;
        ++m_held;
        boost::system::error_code ignored;
        co_await m_waiting.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        --m_held;
    }

    asio::io_context m_context;
    asio::steady_timer m_waiting{m_context, 24h};
    int m_held = 0;
    GuessBrake m_brake{[this] { return now; },
                       [this](std::chrono::milliseconds duration) { return wait(duration); },
                       [this](const std::string &address, int refused) {
                           reports.append({address, refused});
                       }};
};

using Report = std::pair<std::string, int>;

} // namespace

class GuessingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstTwentyInAMinuteAreFree();
    void aNewMinuteBeginsWithoutDelay();
    void otherAddressesAreNotHeldUp();
    void aNetworkOfIPv6IsOneAddress();
    void onlySoManyAnswersAreHeldUpAtOnce();
    void theOldestAddressesAreForgotten();
    void anAddressIsReportedOnceAMinute();
    void theServerHoldsUpRefusedKeysOnly();
};

void GuessingTest::theFirstTwentyInAMinuteAreFree()
{
    Brakes brakes;
    QCOMPARE(brakes.refuse("192.0.2.1", 20), 0);
    QCOMPARE(brakes.refuse("192.0.2.1"), 1);
    QVERIFY(brakes.lastDelay == 1s);
    brakes.now += 59'999;
    QCOMPARE(brakes.refuse("192.0.2.1"), 1);
    brakes.letGo();
    QCOMPARE(brakes.held(), 0);
}

void GuessingTest::aNewMinuteBeginsWithoutDelay()
{
    Brakes brakes;
    QCOMPARE(brakes.refuse("192.0.2.1", 25), 5);
    brakes.now += 60'000;
    QCOMPARE(brakes.refuse("192.0.2.1", 20), 0);
    QCOMPARE(brakes.refuse("192.0.2.1"), 1);
    // A clock that is set back does not hold anybody for longer.
    brakes.now -= 3'600'000;
    QCOMPARE(brakes.refuse("192.0.2.1", 20), 0);
}

void GuessingTest::otherAddressesAreNotHeldUp()
{
    Brakes brakes;
    QCOMPARE(brakes.refuse("192.0.2.1", 100), 80);
    QCOMPARE(brakes.refuse("192.0.2.2", 20), 0);
    QCOMPARE(brakes.refuse("2001:db8::1", 20), 0);
}

void GuessingTest::aNetworkOfIPv6IsOneAddress()
{
    Brakes brakes;
    for (int i = 0; i < 20; ++i)
        QCOMPARE(brakes.refuse("2001:db8:0:1::" + std::to_string(i)), 0);
    QCOMPARE(brakes.refuse("2001:db8:0:1:ffff:ffff:ffff:ffff"), 1);
    QCOMPARE(brakes.refuse("2001:db8:0:2::1"), 0);
    QCOMPARE(brakes.reports, QList<Report>({{"2001:db8:0:1::/64", 21}}));
}

void GuessingTest::onlySoManyAnswersAreHeldUpAtOnce()
{
    Brakes brakes;
    QCOMPARE(brakes.refuse("192.0.2.1", 20 + 200), 200);
    QCOMPARE(brakes.refuse("192.0.2.2", 20 + 200), 56);
    QCOMPARE(brakes.held(), GuessBrake::delayedAtOnce);
    QCOMPARE(brakes.refuse("192.0.2.3", 30), 0);
    brakes.letGo();
    QCOMPARE(brakes.refuse("192.0.2.3"), 1);
}

void GuessingTest::theOldestAddressesAreForgotten()
{
    Brakes brakes;
    QCOMPARE(brakes.refuse("192.0.2.1", 20), 0);
    QCOMPARE(brakes.refuse("192.0.2.2", 20), 0);
    // The first begins a new minute, so the second is the oldest.
    brakes.now += 60'000;
    QCOMPARE(brakes.refuse("192.0.2.1", 20), 0);
    for (std::size_t i = 0; i < GuessBrake::addressesKnown - 1; ++i)
        brakes.refuse("10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256));
    QCOMPARE(brakes.refuse("192.0.2.1"), 1);
    brakes.refuse("10.1.0.0");
    QCOMPARE(brakes.refuse("192.0.2.1"), 0);
}

void GuessingTest::anAddressIsReportedOnceAMinute()
{
    Brakes brakes;
    brakes.refuse("192.0.2.1", 20);
    QVERIFY(brakes.reports.isEmpty());
    brakes.refuse("192.0.2.1", 100);
    QCOMPARE(brakes.reports, QList<Report>({{"192.0.2.1", 21}}));
    brakes.now += 60'000;
    brakes.refuse("192.0.2.1", 30);
    QCOMPARE(brakes.reports, QList<Report>({{"192.0.2.1", 21}, {"192.0.2.1", 99 + 21}}));
    // Quiet minutes do not add up to a report.
    for (int i = 0; i < 5; ++i) {
        brakes.now += 60'000;
        brakes.refuse("192.0.2.1", 10);
    }
    brakes.now += 60'000;
    brakes.refuse("192.0.2.1", 21);
    QCOMPARE(brakes.reports.size(), 3);
    QCOMPARE(brakes.reports.last(), Report("192.0.2.1", 21));
}

void GuessingTest::theServerHoldsUpRefusedKeysOnly()
{
    ServerFixture fixture;
    QVERIFY(fixture.start());
    const MadeKey key = fixture.makeKey("Good");
    const QString wrong = u"kdk_"_s + QString(49, u'w');
    const HttpRequest guess{.path = "/verify", .headers = keyHeaders(fixture.platformId(), wrong)};
    for (const HttpAnswer &answer : fixture.http().sendAtOnce(QList<HttpRequest>(20, guess)))
        QCOMPARE(answer.status, 401);
    QVERIFY(!fixture.server().log().contains("refused"));
    QElapsedTimer timer;
    timer.start();
    for (const HttpAnswer &answer : fixture.http().sendAtOnce(QList<HttpRequest>(30, guess)))
        QCOMPARE(answer.body, QByteArray(R"({"error":"invalid_api_key"})"));
    QVERIFY(timer.elapsed() >= 1000);
    timer.restart();
    QCOMPARE(fixture.verify(key.secret).status, 204);
    QVERIFY(timer.elapsed() < 500); // half of what the others wait for on purpose
    // Nobody guesses without a key; such requests are neither counted nor reported.
    QCOMPARE(fixture.http().send({.path = "/verify"}).status, 401);
    QTRY_VERIFY(fixture.server().log().endsWith('\n'));
    const QByteArrayList lines = fixture.server().log().trimmed().split('\n');
    QCOMPARE(lines.size(), 1);
    QJsonObject line = QJsonDocument::fromJson(lines.first()).object();
    line.remove(u"time"_s);
    QCOMPARE(line, (QJsonObject{{u"level"_s, u"warning"_s},
                                {u"message"_s, u"many keys were refused from one address"_s},
                                {u"peer"_s, u"127.0.0.1"_s},
                                {u"refused"_s, 21}}));
}

QTEST_GUILESS_MAIN(GuessingTest)
#include "GuessingTest.moc"
