// SPDX-License-Identifier: Apache-2.0
#include "client/KWalletUnlock.h"

#include <QDBusPendingReply>

#include <limits>
#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

KWalletUnlock::KWalletUnlock(Wallet wallet, QString application, QObject *parent)
    : KeychainUnlock(serviceOf(wallet), parent)
    , m_wallet(std::move(wallet))
    , m_application(std::move(application))
{
}

void KWalletUnlock::lock()
{
    // Whoever uses it: one that stays open would let everybody in.
    send(callTo(m_wallet, u"close"_s, {m_wallet.name, true}), [this](const QDBusMessage &) {
        send(callTo(m_wallet, u"isOpen"_s, {m_wallet.name}), [this](const QDBusMessage &answer) {
            const QDBusPendingReply<bool> isOpen = answer;
            if (isOpen.isError() || isOpen.value())
                return fail(ProblemCode::KeychainMissing, u"the wallet cannot be closed"_s);
            open();
        });
    });
}

void KWalletUnlock::open()
{
    const QVariantList arguments{m_wallet.name, qlonglong(0), m_application};
    const auto onAnswer = [this](const QDBusMessage &answer) {
        const QDBusPendingReply<int> handle = answer;
        if (handle.isError() || handle.value() < 0)
            fail(ProblemCode::KeychainLocked);
        else
            succeed();
    };
    // It answers when the person has, who has the patience of the base class.
    send(callTo(m_wallet, u"open"_s, arguments), onAnswer, std::numeric_limits<int>::max());
}

} // namespace keydesk::client
