// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace keydesk::client {

/**
 * Turns SIGTERM, SIGINT and SIGHUP, by which a session ends its programs, into a signal of Qt, so
 * that they end as if they had been closed. One in a process, in the main thread.
 */
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    /** They end the program at once again. */
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keydesk::client
