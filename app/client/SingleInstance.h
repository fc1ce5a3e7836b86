// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLockFile>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

class QLocalServer;

namespace keydesk::client {

/**
 * One application for a data folder. The second asks the first to come to the front and goes.
 */
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Claim {
        First,      ///< this is the one; raiseRequested() tells of others
        Raised,     ///< another one runs and has come to the front
        Unanswered, ///< another one runs and does not answer
    };

    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /** Blocks up to \a patience if there is another one: before the window, so nothing freezes. */
    Claim claim(std::chrono::milliseconds patience = std::chrono::seconds(3));

Q_SIGNALS:
    /** \a activationToken: what the desktop gave the second one so that the first may take focus
     *  (xdg-activation or startup notification); empty if there was none. */
    void raiseRequested(const QByteArray &activationToken);

private:
    void listen();
    bool askToRaise(std::chrono::milliseconds patience) const;

    QLockFile m_lock;
    QString m_socketName;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace keydesk::client
