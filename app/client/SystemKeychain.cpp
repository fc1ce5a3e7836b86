// SPDX-License-Identifier: Apache-2.0
#include "client/SystemKeychain.h"

#include "client/KWallet.h"
#include "client/KWalletUnlock.h"
#include "client/SecretServiceUnlock.h"

#include <QPromise>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
using Promise = std::shared_ptr<QPromise<Result<T>>>;

template <typename T>
Promise<T> makePromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T>
void fulfil(const Promise<T> &promise, const Result<T> &result)
{
    promise->addResult(result);
    promise->finish();
}

QString quotedForShell(QString text)
{
    static const QRegularExpression special(u"[^A-Za-z0-9_./:@-]"_s);
    if (!text.contains(special))
        return text;
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

std::function<void(const KeychainTask::Outcome &)> tellDone(const Promise<Done> &promise)
{
    return [promise](const KeychainTask::Outcome &outcome) {
        fulfil<Done>(promise, outcome.map([](const SharedSecret &) { return Done{}; }));
    };
}

Result<Done> readiness(KeychainState state)
{
    switch (state) {
    case KeychainState::Missing:
        return tl::unexpected(Problem{.code = ProblemCode::KeychainMissing});
    case KeychainState::Silent:
        return tl::unexpected(Problem{.code = ProblemCode::KeychainSilent});
    case KeychainState::Locked:
        return tl::unexpected(Problem{.code = ProblemCode::KeychainLocked});
    case KeychainState::Absent:
    case KeychainState::Present:
        return Done{};
    }
    Q_UNREACHABLE();
}

void confirm(KeychainUnlock *unlock, const Promise<Done> &promise)
{
    const auto finish = [promise, unlock](const Result<Done> &outcome) {
        unlock->deleteLater();
        fulfil(promise, outcome);
    };
    QObject::connect(unlock, &KeychainUnlock::unlocked, unlock, [finish] { finish(Done{}); });
    QObject::connect(unlock, &KeychainUnlock::failed, unlock,
                     [finish](const Problem &problem) { finish(tl::unexpected(problem)); });
    unlock->start();
}

} // namespace

SystemKeychain::SystemKeychain(QString service, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
{
}

SystemKeychain::~SystemKeychain()
{
    for (Entry &entry : std::exchange(m_entries, {})) {
        if (entry.tell)
            entry.tell(tl::unexpected(Problem{.code = ProblemCode::KeychainSilent}));
    }
}

QFuture<Result<SharedSecret>> SystemKeychain::read(const QString &key)
{
    const auto promise = makePromise<SharedSecret>();
    auto future = promise->future();
    add(new KeychainTask(KeychainTask::Kind::Read, m_service, key),
        [promise](const KeychainTask::Outcome &outcome) { fulfil(promise, outcome); });
    return future;
}

QFuture<Result<Done>> SystemKeychain::write(const QString &key, SecretText secret)
{
    const auto promise = makePromise<Done>();
    auto future = promise->future();
    add(new KeychainTask(KeychainTask::Kind::Write, m_service, key, std::move(secret)),
        tellDone(promise));
    return future;
}

QFuture<Result<Done>> SystemKeychain::remove(const QString &key)
{
    const auto promise = makePromise<Done>();
    auto future = promise->future();
    add(new KeychainTask(KeychainTask::Kind::Remove, m_service, key), tellDone(promise));
    return future;
}

QFuture<Result<Done>> SystemKeychain::check()
{
    const auto promise = makePromise<Done>();
    findPlace(this, [promise](KeychainState state) { fulfil(promise, readiness(state)); });
    return promise->future();
}

QFuture<Result<Done>> SystemKeychain::confirmPerson()
{
    const auto promise = makePromise<Done>();
    findWallet(this, [this, promise](const std::optional<Wallet> &wallet) {
        if (wallet)
            confirm(new KWalletUnlock(*wallet, m_service, this), promise);
        else
            confirm(new SecretServiceUnlock(this), promise);
    });
    return promise->future();
}

QFuture<QString> SystemKeychain::readBackCommand(const QString &key)
{
    auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    findWallet(this, [promise, service = quotedForShell(m_service),
                      entry = quotedForShell(key)](const std::optional<Wallet> &wallet) {
        promise->addResult(wallet ? u"kwallet-query -f %1 -r %2 %3"_s.arg(
                                        service, entry, quotedForShell(wallet->name))
                                  : u"secret-tool lookup server %1 user %2"_s.arg(service, entry));
        promise->finish();
    });
    return promise->future();
}

void SystemKeychain::add(KeychainTask *task, Tell tell)
{
    dropOutdated(*task);
    Entry entry;
    entry.task.reset(task);
    entry.tell = std::move(tell);
    entry.timer = std::make_unique<QTimer>();
    entry.timer->setSingleShot(true);
    connect(entry.timer.get(), &QTimer::timeout, this,
            [this, timer = entry.timer.get()] { onTimeout(timer); });
    connect(task, &KeychainTask::finished, this, &SystemKeychain::onFinished);
    entry.timer->start(m_timeout);
    m_entries.push_back(std::move(entry));
    if (m_entries.size() == 1)
        startFirst();
}

// Nobody waits any longer for what was too late, and this says otherwise: not to be started.
void SystemKeychain::dropOutdated(const KeychainTask &task)
{
    if (task.kind() == KeychainTask::Kind::Read || m_entries.empty())
        return;
    const auto isOutdated = [&task](const Entry &entry) {
        return !entry.tell && entry.task->key() == task.key();
    };
    m_entries.erase(std::remove_if(m_entries.begin() + 1, m_entries.end(), isOutdated),
                    m_entries.end());
}

// From the event loop: who asks must have the future first.
void SystemKeychain::startFirst()
{
    QMetaObject::invokeMethod(
        m_entries.front().task.get(), [task = m_entries.front().task.get()] { task->start(); },
        Qt::QueuedConnection);
}

void SystemKeychain::onFinished()
{
    const Entry done = std::move(m_entries.front());
    m_entries.pop_front();
    if (!m_entries.empty())
        startFirst();
    if (done.tell)
        done.tell(
            done.task->outcome()); // the last thing here: whoever is told may delete this object
}

void SystemKeychain::onTimeout(const QTimer *timer)
{
    const auto late = std::ranges::find_if(m_entries, [timer](const Entry &entry) {
        return entry.timer.get() == timer;
    });
    if (late == m_entries.end())
        return;
    const Tell tell = std::exchange(late->tell, {});
    tell(tl::unexpected(Problem{.code = ProblemCode::KeychainSilent}));
}

} // namespace keydesk::client
