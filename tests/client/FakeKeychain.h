// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/Keychain.h"

#include <QMap>
#include <QObject>
#include <QPromise>

#include <functional>
#include <optional>

namespace keydesk::testing {

/** A keychain in memory that answers from the event loop, and fails or is silent when told to. */
class FakeKeychain : public QObject, public client::Keychain
{
public:
    QMap<QString, QByteArray> entries;
    std::optional<ProblemCode> fault; ///< every use ends with it
    bool isSilent = false;            ///< nothing is answered
    int writes = 0;

    QFuture<Result<client::SharedSecret>> read(const QString &key) override
    {
        return answer<client::SharedSecret>([this, key]() -> Result<client::SharedSecret> {
            if (!entries.contains(key))
                return tl::unexpected(Problem{.code = ProblemCode::KeychainEntryMissing});
            return std::make_shared<client::SecretText>(entries.value(key));
        });
    }

    QFuture<Result<Done>> write(const QString &key, client::SecretText secret) override
    {
        ++writes;
        return answer<Done>([this, key, bytes = secret.view().toByteArray()]() -> Result<Done> {
            entries[key] = bytes;
            return Done{};
        });
    }

    QFuture<Result<Done>> remove(const QString &key) override
    {
        return answer<Done>([this, key]() -> Result<Done> {
            entries.remove(key);
            return Done{};
        });
    }

    QFuture<Result<Done>> check() override
    {
        return answer<Done>([]() -> Result<Done> { return Done{}; });
    }

    QFuture<QString> readBackCommand(const QString &key) override
    {
        return QtFuture::makeReadyFuture(QStringLiteral("read ") + key);
    }

private:
    template <typename T>
    QFuture<Result<T>> answer(const std::function<Result<T>()> &work)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        if (isSilent)
            m_held.push_back(promise);
        else
            QMetaObject::invokeMethod(
                this,
                [this, promise, work] {
                    promise->addResult(fault ? tl::unexpected(Problem{.code = *fault}) : work());
                    promise->finish();
                },
                Qt::QueuedConnection);
        return promise->future();
    }

    std::vector<std::shared_ptr<void>> m_held;
};

} // namespace keydesk::testing
