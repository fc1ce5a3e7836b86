// SPDX-License-Identifier: Apache-2.0
#include "client/KWallet.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

using Tell = std::function<void(const std::optional<Wallet> &)>;

constexpr int patience = 5000; // milliseconds; it may have to be started

// As QtKeychain decides it.
bool isKde()
{
    const QByteArray desktop = qgetenv("XDG_CURRENT_DESKTOP");
    if (desktop == "KDE")
        return true;
    const bool isOther = desktop == "GNOME" || desktop == "Unity" || desktop == "XFCE";
    return !isOther && (qgetenv("DESKTOP_SESSION") == "kde" ||
                        !qEnvironmentVariableIsEmpty("KDE_FULL_SESSION"));
}

template <typename Value>
void ask(const QDBusMessage &call, QObject *context,
         const std::function<void(const std::optional<Value> &)> &tell)
{
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(call, patience), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, tell] {
        watcher->deleteLater();
        const QDBusPendingReply<Value> reply = *watcher;
        tell(reply.isError() ? std::nullopt : std::optional(reply.value()));
    });
}

void askWhetherOpen(Wallet wallet, QObject *context, const Tell &tell)
{
    ask<bool>(callTo(wallet, u"isOpen"_s, {wallet.name}), context,
              [wallet, tell](std::optional<bool> isOpen) mutable {
                  wallet.isOpen = isOpen.value_or(false);
                  tell(wallet);
              });
}

void findWalletOf(const QStringList &daemons, QObject *context, const Tell &tell)
{
    if (daemons.isEmpty())
        return tell(std::nullopt);
    const Wallet wallet{.daemon = daemons.first(), .name = {}};
    ask<QString>(callTo(wallet, u"networkWallet"_s, {}), context,
                 [=](const std::optional<QString> &name) {
                     if (name && !name->isEmpty())
                         askWhetherOpen({.daemon = wallet.daemon, .name = *name}, context, tell);
                     else
                         findWalletOf(daemons.sliced(1), context, tell);
                 });
}

} // namespace

QString serviceOf(const Wallet &wallet)
{
    return u"org.kde."_s + wallet.daemon;
}

QDBusMessage callTo(const Wallet &wallet, const QString &method, const QVariantList &arguments)
{
    auto call = QDBusMessage::createMethodCall(serviceOf(wallet), u"/modules/"_s + wallet.daemon,
                                               u"org.kde.KWallet"_s, method);
    call.setArguments(arguments);
    return call;
}

void findWallet(QObject *context, const Tell &tell)
{
    findWalletOf(isKde() ? QStringList{u"kwalletd6"_s, u"kwalletd5"_s} : QStringList(), context,
                 tell);
}

} // namespace keydesk::client
