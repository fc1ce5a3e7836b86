// SPDX-License-Identifier: Apache-2.0
#include "support/Await.h"

#include "client/Worker.h"

#include <QTest>

using keydesk::client::Worker;
using keydesk::testing::await;

class WorkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobRunsElsewhereAndIsTakenUpHere();
    void jobsKeepTheirOrder();
    void whatWasGivenIsDoneBeforeTheWorkerGoes();
};

void WorkerTest::aJobRunsElsewhereAndIsTakenUpHere()
{
    Worker worker;
    QThread *continued = nullptr;
    const auto job =
        worker.run([] { return QThread::currentThread(); }).then([&continued](QThread *thread) {
            continued = QThread::currentThread();
            return thread;
        });
    QVERIFY(await(job) != QThread::currentThread());
    QCOMPARE(continued, QThread::currentThread());
}

void WorkerTest::jobsKeepTheirOrder()
{
    Worker worker;
    QList<int> done;
    QFuture<bool> last;
    for (int i = 0; i < 100; ++i)
        last = worker.run([&done, i] {
            done.append(i);
            return true;
        });
    QVERIFY(await(last));
    QCOMPARE(done.size(), 100);
    QVERIFY(std::ranges::is_sorted(done));
}

void WorkerTest::whatWasGivenIsDoneBeforeTheWorkerGoes()
{
    QFuture<int> last;
    {
        Worker worker;
        for (int i = 0; i < 100; ++i)
            last = worker.run([i] { return i; });
        QVERIFY(!last.isFinished());
    }
    QVERIFY(last.isFinished());
    QCOMPARE(last.result(), 99);
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "WorkerTest.moc"
