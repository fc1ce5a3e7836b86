// SPDX-License-Identifier: Apache-2.0
// The threads that read and write: who waits for them, and what becomes of jobs that share a
// transaction.
#include "server/store/Store.h"

#include <QTemporaryDir>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

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
    void aJobThatFailsTakesNoOtherWithIt();
    void whatAFullDiskUndoesIsToldToAll();
    void aLongReadKeepsNobodyWaitingWhoWantsNone();
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
        begin();
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
    /** Posts what has been added. */
    void begin()
    {
        m_context.restart();
        m_context.poll();
    }
    /** Until all that has been added is over. */
    void run()
    {
        m_context.restart();
        m_context.run();
    }

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

namespace {

void insert(Database &database, const QByteArray &text)
{
    Statement insert = database.prepare(u"INSERT INTO texts VALUES (?)"_s);
    insert.run(text);
}

qint64 textsIn(Database &database)
{
    Statement count = database.prepare(u"SELECT COUNT(*) FROM texts"_s);
    count.run();
    return count.next() ? count.integer(0) : -1;
}

/** A worker with a table for texts; what is added next shares a transaction, until run(). */
class SharingJobs : public Jobs
{
public:
    SharingJobs()
    {
        add([](Database &database) { database.execute(u"CREATE TABLE texts (text BLOB)"_s); },
            Within::Transaction);
        run();
        block();
    }
    void runShared()
    {
        begin();
        release();
        run();
    }
    qint64 texts()
    {
        qint64 texts = -1;
        add([&texts](Database &database) { texts = textsIn(database); }, Within::Nothing);
        run();
        return texts;
    }
};

} // namespace

void WorkerTest::aJobThatFailsTakesNoOtherWithIt()
{
    SharingJobs jobs;
    const auto good = [](Database &database) { insert(database, "good"); };
    const auto bad = [](Database &database) {
        insert(database, "bad");
        throw DatabaseError(DatabaseError::Kind::Other, u"bad"_s);
    };
    const auto first = jobs.add(good, Within::Transaction);
    const auto second = jobs.add(bad, Within::Transaction);
    const auto third = jobs.add(good, Within::Transaction);
    jobs.runShared();
    QVERIFY(!jobs.kindOf(first));
    QCOMPARE(jobs.kindOf(second), DatabaseError::Kind::Other);
    QVERIFY(!jobs.kindOf(third));
    QCOMPARE(jobs.texts(), 2);
}

void WorkerTest::whatAFullDiskUndoesIsToldToAll()
{
    SharingJobs jobs;
    const auto good = [](Database &database) { insert(database, "good"); };
    const auto large = [](Database &database) {
        database.execute(u"PRAGMA max_page_count = 10"_s);
        insert(database, QByteArray(1'000'000, 'x'));
    };
    const auto first = jobs.add(good, Within::Transaction);
    const auto second = jobs.add(large, Within::Transaction);
    const auto third = jobs.add(good, Within::Transaction);
    jobs.runShared();
    for (const auto job : {first, second, third})
        QCOMPARE(jobs.kindOf(job), DatabaseError::Kind::Full);
    QCOMPARE(jobs.texts(), 0);
}

void WorkerTest::aLongReadKeepsNobodyWaitingWhoWantsNone()
{
    const QTemporaryDir folder;
    const auto url = DatabaseUrl::parse(u"sqlite:"_s + folder.filePath(u"a.db"_s));
    Database(*url, DatabaseUse::Write).execute(u"CREATE TABLE any (number INTEGER)"_s);
    Store store(*url, [] { return 0; });
    asio::io_context context;
    std::promise<void> other;
    bool hadOtherMeanwhile = false;
    const auto read = [&, done = other.get_future().share()](Database &) {
        return done.wait_for(10s) == std::future_status::ready;
    };
    asio::co_spawn(context, store.read(read),
                   [&](const std::exception_ptr &, bool had) { hadOtherMeanwhile = had; });
    asio::post(context, [&] { other.set_value(); });
    context.run();
    QVERIFY(hadOtherMeanwhile);
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "WorkerTest.moc"
