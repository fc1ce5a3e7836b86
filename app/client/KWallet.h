// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusMessage>
#include <QString>
#include <QVariantList>

#include <functional>
#include <optional>

class QObject;

namespace keydesk::client {

// KWallet, over D-Bus.

struct Wallet
{
    QString daemon; ///< "kwalletd5", "kwalletd6": as it calls itself on the bus
    QString name;
    bool isOpen = false;
};

/**
 * The wallet that QtKeychain uses on a KDE desktop; nothing on other desktops, and where KWallet
 * does not answer: there QtKeychain goes to the Secret Service. \a tell is called once, in the
 * thread of \a context, unless that has gone before.
 */
void findWallet(QObject *context, const std::function<void(const std::optional<Wallet> &)> &tell);

/** Its name on the bus. */
QString serviceOf(const Wallet &wallet);
/** For a method of its interface org.kde.KWallet. */
QDBusMessage callTo(const Wallet &wallet, const QString &method, const QVariantList &arguments);

} // namespace keydesk::client
