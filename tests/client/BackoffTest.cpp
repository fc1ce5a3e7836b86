// SPDX-License-Identifier: Apache-2.0
#include "client/Backoff.h"

#include <QSignalSpy>
#include <QTest>

using keydesk::client::Backoff;
using std::chrono::milliseconds;
using std::chrono::seconds;

/** Time passes when the test says so. */
class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachWaitIsTwiceAsLongUpToACap();
    void theWaitIsARandomPart();
    void successBeginsAnew();
    void theServerSaysHowLongAtLeast();
    void noServerIsBelievedForEver();
    void theServerSaysWhereToBegin();
    void itIsDueOnce();
    void whatIsCancelledIsNeverDue();
    void aNewWaitReplacesTheOneBefore();
    void whoeverGoesIsNotCalled();
    void theSystemsTimerAndChanceServe();

private:
    Backoff::Timing timing()
    {
        return {.random = [this] { return m_random; },
                .after =
                    [this](milliseconds, QObject *context, std::function<void()> call) {
                        m_calls.append([context = QPointer(context), call] {
                            if (context)
                                call();
                        });
                    }};
    }

    double m_random = 1;
    QList<std::function<void()>> m_calls;
};

void BackoffTest::init()
{
    m_random = 1;
    m_calls.clear();
}

void BackoffTest::eachWaitIsTwiceAsLongUpToACap()
{
    Backoff backoff(timing());
    for (const int expected : {1, 2, 4, 8, 16, 32, 60, 60})
        QCOMPARE(backoff.wait(), milliseconds(seconds(expected)));
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(backoff.wait(), milliseconds(seconds(60)));
}

void BackoffTest::theWaitIsARandomPart()
{
    Backoff backoff(timing());
    m_random = 0;
    QCOMPARE(backoff.wait(), milliseconds(0));
    m_random = 0.25;
    QCOMPARE(backoff.wait(), milliseconds(500));
}

void BackoffTest::successBeginsAnew()
{
    Backoff backoff(timing());
    backoff.wait();
    backoff.wait();
    backoff.reset();
    QCOMPARE(backoff.wait(), milliseconds(1000));
}

void BackoffTest::theServerSaysHowLongAtLeast()
{
    Backoff backoff(timing());
    QCOMPARE(backoff.wait(seconds(120)), milliseconds(121'000));
    m_random = 0;
    QCOMPARE(backoff.wait(seconds(120)), milliseconds(120'000));
}

void BackoffTest::noServerIsBelievedForEver()
{
    Backoff backoff(timing());
    QVERIFY(backoff.wait(seconds(1'000'000'000)) <= std::chrono::hours(1) + seconds(60));
}

void BackoffTest::theServerSaysWhereToBegin()
{
    Backoff backoff(timing());
    backoff.setBase(seconds(2));
    QCOMPARE(backoff.wait(), milliseconds(2000));
    backoff.reset();
    backoff.setBase(std::chrono::hours(5));
    QCOMPARE(backoff.wait(), milliseconds(60'000));
    backoff.reset();
    backoff.setBase(milliseconds(0)); // Nobody is to be asked without a pause.
    QCOMPARE(backoff.wait(), milliseconds(100));
}

void BackoffTest::itIsDueOnce()
{
    Backoff backoff(timing());
    QSignalSpy due(&backoff, &Backoff::due);
    backoff.wait();
    QVERIFY(backoff.isWaiting());
    QCOMPARE(due.count(), 0);
    m_calls.takeFirst()();
    QCOMPARE(due.count(), 1);
    QVERIFY(!backoff.isWaiting());
}

void BackoffTest::whatIsCancelledIsNeverDue()
{
    Backoff backoff(timing());
    QSignalSpy due(&backoff, &Backoff::due);
    backoff.wait();
    backoff.cancel();
    QVERIFY(!backoff.isWaiting());
    m_calls.takeFirst()();
    QCOMPARE(due.count(), 0);
}

void BackoffTest::aNewWaitReplacesTheOneBefore()
{
    Backoff backoff(timing());
    QSignalSpy due(&backoff, &Backoff::due);
    backoff.wait();
    backoff.cancel();
    backoff.wait();
    m_calls.takeFirst()();
    QCOMPARE(due.count(), 0);
    m_calls.takeFirst()();
    QCOMPARE(due.count(), 1);
}

void BackoffTest::whoeverGoesIsNotCalled()
{
    auto backoff = std::make_unique<Backoff>(timing());
    backoff->wait();
    backoff.reset();
    m_calls.takeFirst()(); // The sanitizer would tell.
    QVERIFY(m_calls.isEmpty());
}

void BackoffTest::theSystemsTimerAndChanceServe()
{
    Backoff backoff({.base = milliseconds(20), .cap = milliseconds(40)});
    QSignalSpy due(&backoff, &Backoff::due);
    QSet<qint64> delays;
    for (int i = 0; i < 50; ++i)
        delays.insert(backoff.wait().count());
    QVERIFY(delays.size() > 5);
    QVERIFY(std::ranges::all_of(delays, [](qint64 delay) { return delay >= 0 && delay <= 40; }));
    QVERIFY(due.wait());
    QCOMPARE(due.count(), 1);
}

QTEST_GUILESS_MAIN(BackoffTest)
#include "BackoffTest.moc"
