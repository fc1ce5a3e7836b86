// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeysClient.h"

#include <QObject>
#include <QPointer>

namespace keydesk::client {
class Connection;
} // namespace keydesk::client

namespace keydesk::ui {

class RevealDialog;
struct SecretCare;

/** A new key from the backend's answer to the end of its dialog, with what can be done with it
 *  there. Deletes itself at its end. GUI thread. */
class RevealFlow : public QObject
{
    Q_OBJECT

public:
    /** All but the connection, which may be gone by now, outlive it; the window is the dialog's
     *  parent. */
    struct Parts
    {
        QPointer<client::Connection> connection;
        const SecretCare &care;
        QWidget &window;
    };

    /** Opens the dialog. \a created gives up its secret. */
    RevealFlow(const Parts &parts, QString platformId, const client::CreatedKey &created,
               QObject *parent);

Q_SIGNALS:
    /** Nobody needs the secret again. */
    void closed();

private:
    void tryKey();

    QPointer<client::Connection> m_connection;
    QString m_platformId;
    QPointer<RevealDialog> m_dialog;
};

} // namespace keydesk::ui
