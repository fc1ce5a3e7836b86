// SPDX-License-Identifier: Apache-2.0
#include "client/NetworkWatch.h"

#include <QNetworkInformation>
#include <QSignalSpy>
#include <QTest>

using keydesk::client::NetworkWatch;
using std::chrono::milliseconds;
using std::chrono::seconds;

/** Sleep is what a clock says. */
class NetworkWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wakingIsAReasonToTry();
    void aClockThatIsSetWhileNobodySleptIsNone();
    void theNetworkThatComesBackIsAReasonToTry();
    void severalReasonsAtOnceAreOne();
    void theSystemsClocksAgreeWhileItIsAwake();
    void aNetworkPluginOfDebiansIsThere();

private:
    std::unique_ptr<NetworkWatch> watch()
    {
        return std::make_unique<NetworkWatch>([this] { return m_asleep; });
    }

    milliseconds m_asleep{0};
};

void NetworkWatchTest::init()
{
    m_asleep = seconds(3600);
}

void NetworkWatchTest::wakingIsAReasonToTry()
{
    const auto one = watch();
    QSignalSpy tries(one.get(), &NetworkWatch::tryNow);
    m_asleep += seconds(100); // Before the start nobody was waiting.
    one->start();
    m_asleep += seconds(30);
    one->onClockSet();
    QVERIFY(tries.wait());
    m_asleep += seconds(2);
    one->onClockSet();
    QVERIFY(tries.wait());
    QCOMPARE(tries.count(), 2);
}

void NetworkWatchTest::aClockThatIsSetWhileNobodySleptIsNone()
{
    const auto one = watch();
    QSignalSpy tries(one.get(), &NetworkWatch::tryNow);
    one->start();
    m_asleep += milliseconds(3); // The clocks are not read at the same moment.
    one->onClockSet();           // as when the time comes from the network
    QVERIFY(!tries.wait(500));
}

void NetworkWatchTest::theNetworkThatComesBackIsAReasonToTry()
{
    const auto one = watch();
    QSignalSpy tries(one.get(), &NetworkWatch::tryNow);
    one->setOnline(true); // It was.
    one->setOnline(false);
    one->setOnline(true);
    QVERIFY(tries.wait());
    QCOMPARE(tries.count(), 1);
}

void NetworkWatchTest::severalReasonsAtOnceAreOne()
{
    const auto one = watch();
    QSignalSpy tries(one.get(), &NetworkWatch::tryNow);
    one->start();
    m_asleep += seconds(30);
    one->onClockSet();
    one->setOnline(false);
    one->setOnline(true);
    one->setOnline(false);
    one->setOnline(true);
    QVERIFY(tries.wait());
    QVERIFY(!tries.wait(500));
    QCOMPARE(tries.count(), 1);
}

void NetworkWatchTest::theSystemsClocksAgreeWhileItIsAwake()
{
    const milliseconds before = NetworkWatch::timeAsleep();
    const milliseconds after = NetworkWatch::timeAsleep();
    QVERIFY(before >= milliseconds(-1));
    QVERIFY(std::chrono::abs(after - before) < milliseconds(500));
}

void NetworkWatchTest::aNetworkPluginOfDebiansIsThere()
{
    NetworkWatch real;
    real.start();
    QVERIFY(QNetworkInformation::availableBackends().contains(QStringLiteral("glib")));
    QVERIFY(QNetworkInformation::instance());
    QVERIFY(QNetworkInformation::instance()->supports(QNetworkInformation::Feature::Reachability));
}

QTEST_GUILESS_MAIN(NetworkWatchTest)
#include "NetworkWatchTest.moc"
