// SPDX-License-Identifier: Apache-2.0
#include "client/PendingCreates.h"

#include "client/Keychain.h"
#include "client/Worker.h"
#include "keys/ApiKey.h"
#include "keys/Platform.h"

#include <sodium.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QPromise>
#include <QTimer>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int pendingCreatesVersion = 1;

using Outcome = QFuture<Result<Done>>;

QString secretName(const QString &id)
{
    return u"pending-create/"_s + id;
}

SecretText secretOf(const IdempotencyKey &key)
{
    QByteArray text = key.headerValue();
    SecretText secret(text);
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    return secret;
}

QJsonObject toJson(const QString &id, const PendingCreate &create)
{
    return {{u"id"_s, id},
            {u"connection"_s, create.connectionId},
            {u"platform"_s, create.platformId},
            {u"label"_s, create.label},
            {u"begunAt"_s, rfc3339(create.begunAt)}};
}

std::optional<PendingCreate> createFrom(const QJsonObject &object)
{
    const QString begunAt = object.value(u"begunAt").toString();
    PendingCreate create{.connectionId = object.value(u"connection").toString(),
                         .platformId = object.value(u"platform").toString(),
                         .label = object.value(u"label").toString(),
                         .begunAt = QDateTime::fromString(begunAt, Qt::ISODateWithMs).toUTC()};
    const bool isWhole = !create.connectionId.isEmpty() && isPlatformId(create.platformId) &&
                         !create.label.isEmpty() && create.begunAt.isValid();
    return isWhole ? std::optional(create) : std::nullopt;
}

/** Finishes with both, and with the first problem. */
Outcome both(const Outcome &first, const Outcome &second)
{
    QList<Outcome> parts{first, second};
    return QtFuture::whenAll(parts.begin(), parts.end()).then([](const QList<Outcome> &all) {
        for (const Outcome &part : all) {
            if (part.resultCount() == 0) // the program ends
                return Result<Done>(tl::unexpected(Problem{.code = ProblemCode::KeychainSilent}));
            if (!part.result())
                return part.result();
        }
        return Result<Done>(Done{});
    });
}

/** Finishes with \a outcome, or without it when it takes too long. */
Outcome within(std::chrono::milliseconds patience, Outcome outcome)
{
    struct Race
    {
        QPromise<Result<Done>> promise;
        bool isOver = false;

        void end(const Result<Done> &result)
        {
            if (std::exchange(isOver, true))
                return;
            promise.addResult(result);
            promise.finish();
        }
    };
    const auto race = std::make_shared<Race>();
    race->promise.start();
    outcome.then([race](const Result<Done> &result) { race->end(result); });
    QTimer::singleShot(patience, QCoreApplication::instance(), [race] {
        race->end(tl::unexpected(
            Problem{.code = ProblemCode::CacheFailed, .detail = u"the keychain takes too long"_s}));
    });
    return race->promise.future();
}

} // namespace

PendingCreates::PendingCreates(Keychain &keychain, Worker &worker, const QString &folder)
    : PendingCreates(keychain, worker, folder, Options())
{
}

PendingCreates::PendingCreates(Keychain &keychain, Worker &worker, const QString &folder,
                               Options options)
    : m_keychain(keychain)
    , m_worker(worker)
    , m_file(folder + u"/pending-creates.json"_s, pendingCreatesVersion)
    , m_options(std::move(options))
{
    load();
}

QString PendingCreates::idOf(const IdempotencyKey &key)
{
    const Sha256 digest = key.sha256();
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(digest.data()), 12).toHex());
}

void PendingCreates::load()
{
    const auto content = m_file.load();
    if (!content) {
        m_loadProblem = content.error();
        return;
    }
    const QJsonArray items = content->value(u"creates").toArray();
    for (const auto item : items) {
        const QString id = item[u"id"].toString();
        const auto create = createFrom(item.toObject());
        if (create && isPlatformId(id)) // All of Keydesk's ids have the same form.
            m_entries.insert(id, {.create = *create, .write = nullptr});
    }
    if (m_entries.size() == items.size())
        return;
    m_file.keepCopy();
    m_loadProblem = Problem{.code = ProblemCode::CacheFailed,
                            .detail = u"pending-creates.json: an entry is not understood"_s};
}

QFuture<Result<Done>> PendingCreates::remember(const PendingCreate &create,
                                               const IdempotencyKey &key)
{
    const QString id = idOf(key);
    const auto write = std::make_shared<Write>();
    m_entries.insert(id, {.create = create, .write = write});
    return within(m_options.patience, both(storeFile(), keep(key, write)));
}

// Only in a keychain that is open: whoever presses Create does not expect to be asked for its
// password.
QFuture<Result<Done>> PendingCreates::keep(const IdempotencyKey &key,
                                           const std::shared_ptr<Write> &write)
{
    const auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    const auto end = [write, promise](const Result<Done> &outcome) {
        write->isUnderWay = false;
        if (write->next)
            write->next();
        promise->addResult(outcome);
        promise->finish();
    };
    const auto secret = std::make_shared<SecretText>(secretOf(key));
    m_keychain.check().then([&keychain = m_keychain, name = secretName(idOf(key)), secret, write,
                             end](const Result<Done> &isOpen) {
        write->isAsked = isOpen.has_value();
        if (isOpen)
            keychain.write(name, std::move(*secret)).then(end);
        else
            end(isOpen);
    });
    return promise->future();
}

QFuture<Result<Done>> PendingCreates::forget(const QString &id)
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.constEnd())
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    const auto write = entry->write;
    m_entries.erase(entry);
    return both(storeFile(), removeSecret(id, write));
}

void PendingCreates::forgetConnection(const QString &connectionId)
{
    const QStringList ids = m_entries.keys();
    for (const QString &id : ids) {
        if (m_entries.value(id).create.connectionId == connectionId)
            forget(id);
    }
}

QFuture<QList<LeftCreate>> PendingCreates::left()
{
    using Read = QFuture<std::optional<LeftCreate>>;
    dropOld();
    QList<Read> reads;
    for (auto entry = m_entries.constBegin(); entry != m_entries.constEnd(); ++entry) {
        if (entry->write) // of this run
            continue;
        const auto take = [id = entry.key(), create = entry->create](
                              const auto &secret) -> std::optional<LeftCreate> {
            auto key = secret ? IdempotencyKey::parse((*secret)->view()) : std::nullopt;
            if (!key)
                return std::nullopt;
            return LeftCreate{id, create, std::make_shared<IdempotencyKey>(*std::move(key))};
        };
        reads.append(
            m_keychain.read(secretName(entry.key()))
                .then([take](const Result<SharedSecret> &secret) { return take(secret); }));
    }
    return QtFuture::whenAll(reads.begin(), reads.end()).then([](const QList<Read> &all) {
        QList<LeftCreate> found;
        for (const Read &read : all) {
            if (read.resultCount() > 0 && read.result())
                found.append(*read.result());
        }
        return found;
    });
}

void PendingCreates::dropOld()
{
    const QDateTime oldest = m_options.now().addMSecs(-std::chrono::milliseconds(lifetime).count());
    const QStringList ids = m_entries.keys();
    for (const QString &id : ids) {
        if (m_entries.value(id).create.begunAt < oldest)
            forget(id);
    }
}

QFuture<Result<Done>> PendingCreates::storeFile()
{
    QJsonArray items;
    for (auto entry = m_entries.constBegin(); entry != m_entries.constEnd(); ++entry)
        items.append(toJson(entry.key(), entry->create));
    const QJsonObject content{{u"creates"_s, items}};
    return m_worker.run([file = m_file, content] { return file.store(content); });
}

// Not while the write is under way: that might then come last. (A future takes one continuation
// only in Qt 6.4, and the write's is taken.)
QFuture<Result<Done>> PendingCreates::removeSecret(const QString &id,
                                                   const std::shared_ptr<Write> &write)
{
    const auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    const auto remove = [&keychain = m_keychain, name = secretName(id), promise,
                         written = std::weak_ptr(write)] {
        const auto begun = written.lock();
        if (begun && !begun->isAsked) { // nothing can be there
            promise->addResult(Done{});
            promise->finish();
            return;
        }
        keychain.remove(name).then([promise](const Result<Done> &outcome) {
            promise->addResult(outcome);
            promise->finish();
        });
    };
    if (write && write->isUnderWay)
        write->next = remove;
    else
        remove();
    return promise->future();
}

} // namespace keydesk::client
