// SPDX-License-Identifier: Apache-2.0
// The thread that writes: who waits for it, and what becomes of jobs that share a transaction.
#include "server/store/Worker.h"

#include <QTemporaryDir>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <future>

namespace asio = boost::asio;
using namespace keydesk::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Within = Worker::Within;

class WorkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasNoTurnInTimeIsTold();
};

namespace {

/** An SQLite database with a worker, and what became of its jobs. */
class Jobs
{
public:
    explicit Jobs(Patience patience = {})
        : m_worker(*DatabaseUrl::parse(u"sqlite:"_s + m_folder.filePath(u"a.db"_s)),
                   DatabaseUse::Write, 1, patience)
    {
    }

    Worker &worker() { return m_worker; }

    /** Keeps the worker busy until release(). Comes back when it is. */
    void block()
    {
        std::promise<void> begun;
        add(
            [&begun, this](Database &) {
                begun.set_value();
                m_released.get_future().wait();
            },
            Within::Nothing);
        m_context.poll();
        begun.get_future().wait();
    }
    void release() { m_released.set_value(); }

    /** Returns the job's number. */
    std::size_t add(Worker::Job job, Within within)
    {
        const std::size_t number = m_outcomes.size();
        m_outcomes.emplace_back();
        asio::co_spawn(m_context, m_worker.run(std::move(job), within),
                       [this, number](const std::exception_ptr &failure) {
                           m_outcomes[number] = failure;
                       });
        return number;
    }
    /** Until all that has been added is over. */
    void run()
    {
        m_context.restart();
        m_context.run();
    }
    void begin() { m_context.poll(); }

    /** Nothing if the job was done. */
    std::optional<DatabaseError::Kind> kindOf(std::size_t number) const
    {
        try {
            if (m_outcomes[number])
                std::rethrow_exception(m_outcomes[number]);
            return std::nullopt;
        } catch (const DatabaseError &error) {
            return error.kind();
        }
    }

private:
    asio::io_context m_context;
    QTemporaryDir m_folder;
    Worker m_worker;
    std::promise<void> m_released;
    std::vector<std::exception_ptr> m_outcomes;
};

} // namespace

void WorkerTest::whoHasNoTurnInTimeIsTold()
{
    Jobs jobs({.turn = 0ms, .job = 1h});
    jobs.block();
    bool wasDone = false;
    const auto late = jobs.add([&wasDone](Database &) { wasDone = true; }, Within::Transaction);
    jobs.begin();
    jobs.worker().endWhatHangs();
    jobs.release();
    jobs.run();
    QCOMPARE(jobs.kindOf(late), DatabaseError::Kind::Busy);
    QVERIFY(!wasDone);
    QVERIFY(!jobs.kindOf(0));
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "WorkerTest.moc"
