// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QVariantMap>

namespace keydesk::client {
class Worker;
}

namespace keydesk::ui {

/**
 * The settings file (XDG_CONFIG_HOME/keydesk/keydesk.conf, INI). Read once, when this is made; what
 * changes after that counts at once and is written by the worker, change after change, because
 * QSettings waits for the disk. Nothing in it opens anything. GUI thread; one at a time.
 */
class SettingsFile : public QObject
{
    Q_OBJECT

public:
    /** \a worker outlives this. */
    explicit SettingsFile(client::Worker &worker, QObject *parent = nullptr);
    /** Waits until everything has been written. */
    ~SettingsFile() override;

    /** Invalid if the key is not there. */
    QVariant value(const QString &key, const QVariant &otherwise = {}) const;
    /** An invalid value removes its key. What is there already is not written again; what could not
     *  be written is tried again with the next call, and at the end. */
    void set(const QVariantMap &values);
    /** Comes back when what was set before has been written, or could not be. */
    void waitUntilWritten();

    static QString path();

Q_SIGNALS:
    /** Once, until writing works again. */
    void writingFailed();

private:
    bool writeInWorker();
    void onWritten(bool isWritten);

    client::Worker &m_worker;
    QVariantMap m_values;
    QVariantMap m_unwritten; ///< the worker's
    bool m_canWrite = true;
};

} // namespace keydesk::ui
