// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/RelativeTime.h"
#include "client/PlatformKeys.h"
#include "keys/Platform.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace keydesk::client {
class Connection;
class UnsettledCreates;
} // namespace keydesk::client

namespace keydesk::ui {

class AddKeyFlow;
class ApiKeysModel;
class ApiKeysPage;
class Notifier;
class RenameFlow;
class RevokeDialog;
struct SecretCare;

/**
 * Decides what the API page does: shows the keys of one platform as they are known, and adds,
 * renames and revokes them. Says that something is done when the backend has said so. GUI thread.
 */
class ApiKeysController : public QObject
{
    Q_OBJECT

public:
    /** All of them outlive the controller; the window is the dialogs' parent. */
    struct Parts
    {
        ApiKeysPage &page;
        ApiKeysModel &model;
        const SecretCare &care;
        Notifier &notifier;
        client::UnsettledCreates &creates;
        QWidget &window;
        Clock clock;
    };

    explicit ApiKeysController(Parts parts, QObject *parent = nullptr);
    ~ApiKeysController() override;

    /** Shows the keys of this platform from now on. \a connection must be there until close(), or
     *  until another platform is opened. */
    void open(const Platform &platform, client::Connection &connection);
    /** Shows none, and lets go of what was asked for: its backend goes. */
    void close();
    /** Asks again, also a backend that was away. */
    void reload();
    /** The network or the computer is back. */
    void tryNow();
    /** While somebody looks, the page says anew each minute how old everything is. */
    void setInUse(bool isInUse);
    /** The last one that could be reached; empty if there was none. */
    const QUrl &backend() const { return m_backend; }

    void add();
    void rename(const QString &keyId);
    /** Asks about those that are there. */
    void revoke(const QStringList &keyIds);

Q_SIGNALS:
    /** The page shows what is known: keys, or why there are none. */
    void loaded();

private:
    void connectPage();
    void watch(client::PlatformKeys *keys);
    void onConnectionChanged();
    bool isOnline() const;
    void onFailed(const Problem &problem);
    void show();
    void showFailure(const Problem &problem);
    void showForbidden();
    void refreshTimes();
    void onHeard(client::PlatformKeys::Change change, const client::KeyEvent &event);
    QString wordsFor(client::PlatformKeys::Change change, const client::KeyEvent &event) const;
    void tellFlows();
    void onRevokeConfirmed(const QList<ApiKey> &keys);
    QFuture<Result<QList<client::Revocation>>> sendRevocation(const QStringList &keyIds);
    void onRevokeAnswered(const QList<ApiKey> &keys,
                          const Result<QList<client::Revocation>> &outcome);
    void onRevokeFailed(const QList<ApiKey> &keys, const Problem &problem);

    Parts m_parts;
    QPointer<client::Connection> m_connection;
    std::unique_ptr<client::PlatformKeys> m_keys; ///< null: nothing is open, or nothing may be seen
    std::optional<Problem> m_problem;             ///< why the latest list did not come
    QUrl m_backend;
    Platform m_platform; ///< without an id until open()
    QTimer m_minute;     ///< runs while in use, and ends only where no heartbeat begins it anew
    QPointer<AddKeyFlow> m_adding;
    QPointer<RenameFlow> m_renaming;
    QPointer<RevokeDialog> m_revoking;
};

} // namespace keydesk::ui
