// SPDX-License-Identifier: Apache-2.0
#include "server/store/Lane.h"

#include <utility>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

std::exception_ptr runAlone(Database &database, const Worker::Job &job)
{
    try {
        job(database);
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

// Some failures, e.g. a full disk, have rolled back the whole transaction already, with what other
// jobs did in it.
void rollBackToSavepoint(Database &database, const std::exception_ptr &failure)
{
    try {
        database.run(u"ROLLBACK TO job"_s);
    } catch (const DatabaseError &) {
        std::rethrow_exception(failure);
    }
}

// What one job changed before it failed must not be committed with the others.
std::exception_ptr runInSavepoint(Database &database, const Worker::Job &job)
{
    database.run(u"SAVEPOINT job"_s);
    std::exception_ptr failure = runAlone(database, job);
    if (failure)
        rollBackToSavepoint(database, failure);
    database.run(u"RELEASE job"_s);
    return failure;
}

} // namespace

Lane::Lane(const DatabaseUrl &url, DatabaseUse use)
    : m_database(std::make_unique<Database>(url, use))
    , m_end(m_ended.get_future())
{
}

bool Lane::run(Tasks tasks)
{
    Failures failures(tasks.size());
    begin(std::move(tasks));
    try {
        runAll(failures);
    } catch (...) {
        for (std::exception_ptr &failure : failures)
            failure = failure ? failure : std::current_exception();
    }
    const Tasks done = end();
    for (std::size_t i = 0; i < done.size(); ++i)
        done[i].done(failures[i]);
    const std::scoped_lock lock(m_mutex);
    return !m_isAbandoned;
}

void Lane::begin(Tasks tasks)
{
    const std::scoped_lock lock(m_mutex);
    m_tasks = std::move(tasks);
}

Lane::Tasks Lane::end()
{
    const std::scoped_lock lock(m_mutex);
    m_state = State::Idle;
    return std::exchange(m_tasks, {});
}

// False if nobody waits for the tasks any more.
bool Lane::connect()
{
    const auto enter = [this](State state) {
        const std::scoped_lock lock(m_mutex);
        m_state = state;
        m_since = Clock::now();
        return !m_tasks.empty();
    };
    enter(State::Connecting);
    m_database->ensureOpen();
    return enter(State::Working);
}

// A connection that broke while nobody used it is found out by the next one who does. What was
// not committed can be done again.
void Lane::runAll(Failures &failures)
{
    if (!connect())
        return;
    try {
        runOnce(failures);
    } catch (const DatabaseError &error) {
        if (error.kind() != DatabaseError::Kind::Unavailable || error.isOutcomeUnknown())
            throw;
        if (connect())
            runOnce(failures);
    }
}

void Lane::runOnce(Failures &failures)
{
    if (m_tasks.front().within == Worker::Within::Nothing) {
        m_tasks.front().job(*m_database);
    } else if (m_tasks.size() == 1) {
        m_database->transaction([&](Database &inside) { m_tasks.front().job(inside); });
    } else {
        m_database->transaction([&](Database &inside) {
            for (std::size_t i = 0; i < m_tasks.size(); ++i)
                failures[i] = runInSavepoint(inside, m_tasks[i].job);
        });
    }
}

void Lane::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_database.reset();
    }
    m_ended.set_value();
}

void Lane::endWhatHangs(const Patience &patience)
{
    const auto now = Clock::now();
    Tasks late;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_database && m_state != State::Idle && now - m_since > patience.job)
            m_database->interrupt();
        if (m_state == State::Connecting && !m_tasks.empty() &&
            now - m_tasks.front().since > patience.turn)
            late = std::exchange(m_tasks, {});
    }
    if (!late.empty())
        fail(late, {DatabaseError::Kind::Unavailable, u"there was no connection in time"_s});
}

bool Lane::hasEndedWithin(std::chrono::milliseconds duration) const
{
    return m_end.wait_for(duration) == std::future_status::ready;
}

bool Lane::abandonAfter(std::chrono::milliseconds duration)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Connecting && m_tasks.empty() && Clock::now() - m_since > duration)
        m_isAbandoned = true;
    return m_isAbandoned;
}

} // namespace keydesk::server
