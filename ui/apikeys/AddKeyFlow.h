// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeysClient.h"
#include "client/PendingCreates.h"
#include "keys/Platform.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>

namespace keydesk::client {
class Connection;
class UnsettledCreates;
} // namespace keydesk::client

namespace keydesk::ui {

class LabelDialog;
struct SecretCare;

/**
 * One intention to add a key: asks for its label, creates it, shows it, and has it acknowledged
 * when it is closed. Whatever fails on the way, in the end there is one key that somebody has seen,
 * or none. Deletes itself at its end. GUI thread.
 */
class AddKeyFlow : public QObject
{
    Q_OBJECT

public:
    /** All but the connection outlive it; the window is the dialogs' parent. */
    struct Parts
    {
        client::Connection &connection;
        client::UnsettledCreates &creates;
        const SecretCare &care;
        QWidget &window;
    };

    /** Opens the dialog. \a takenLabels: those of the platform's other keys. */
    AddKeyFlow(const Parts &parts, Platform platform, const QStringList &takenLabels,
               QObject *parent);

    void setTakenLabels(const QStringList &labels);

Q_SIGNALS:
    /** The backend has said so; it is about to be shown. */
    void created(const keydesk::ApiKey &key);
    /** Somebody else was faster: the list is not what it was. */
    void listOutdated();

private:
    /** Asked again after a lost answer, it is the same key. */
    struct Attempt
    {
        KeyLabel label;
        client::LeftCreate create;
        bool isUnderWay = false;
        bool isOutcomeUnknown = false;
    };

    void onCreateRequested(const KeyLabel &label);
    void begin(const KeyLabel &label);
    void send();
    void onAnswer(const Result<client::CreatedKey> &created);
    void onFailed(const Problem &problem);
    void onCancelled();
    void giveUpAttempt();
    void reveal(const client::CreatedKey &created);

    QPointer<client::Connection> m_connection;
    client::UnsettledCreates &m_creates;
    const SecretCare &m_care;
    QWidget &m_window;
    Platform m_platform;
    QPointer<LabelDialog> m_dialog; ///< null when it was cancelled, and once there is a key
    std::unique_ptr<Attempt> m_attempt;
};

} // namespace keydesk::ui
