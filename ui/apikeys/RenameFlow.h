// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/KeyLabel.h"
#include "keys/Problem.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <optional>

namespace keydesk::client {
class Connection;
} // namespace keydesk::client

namespace keydesk::ui {

class LabelDialog;
class Notifier;

/**
 * One intention to rename a key: asks for the label and has it changed. What somebody else made of
 * the key meanwhile is shown before it is decided, and never overwritten unseen. Deletes itself at
 * its end. GUI thread.
 */
class RenameFlow : public QObject
{
    Q_OBJECT

public:
    /** All but the connection outlive it; the window is the dialog's parent. */
    struct Parts
    {
        client::Connection &connection;
        Notifier &notifier;
        QWidget &window;
    };

    /** Opens the dialog. \a keys: all of the platform's, \a keyId's among them. */
    RenameFlow(const Parts &parts, QString platformId, const QString &keyId,
               const QList<ApiKey> &keys, QObject *parent);

    QString keyId() const { return m_key.id; }

    /** The platform's keys as they are now known: another label of the key's is shown. If the key
     *  is gone, so is the question. */
    void setKeys(const QList<ApiKey> &keys);
    /** Behind setKeys(), in its place: what somebody else has done with this key, and who. */
    void showNews(const QString &text);

Q_SIGNALS:
    /** The backend has said so. */
    void renamed(const keydesk::ApiKey &key);
    /** Somebody else was faster: the list is not what it was. */
    void listOutdated();

private:
    void onSubmitted(const KeyLabel &label);
    void onAnswer(const Result<ApiKey> &answer);
    void onFailed(const Problem &problem);
    void onFailedAfterCancel(const Problem &problem);
    void onCancelled();

    QPointer<client::Connection> m_connection;
    Notifier &m_notifier;
    QString m_platformId;
    ApiKey m_key;                   ///< as it was last seen
    QPointer<LabelDialog> m_dialog; ///< null when it was cancelled, and once it is done
    bool m_isUnderWay = false;
    std::optional<QList<ApiKey>> m_heardMeanwhile; ///< while it was under way
};

} // namespace keydesk::ui
