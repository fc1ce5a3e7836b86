// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace keydesk::ui {

class MessageStrip;
class TextLabel;

/** In place of everything while Keydesk is locked. */
class LockPage : public QWidget
{
    Q_OBJECT

public:
    /** Where somebody can sign in to unlock it. */
    struct Connection
    {
        QString id;
        QString name;
    };

    explicit LockPage(const QList<Connection> &connections, QWidget *parent = nullptr);

    /** The keychain asks for its password meanwhile. */
    void setWaiting(bool isWaiting);
    /** Why it is still locked, and what to do next. */
    void tellProblem(const QString &text);

Q_SIGNALS:
    void unlockRequested();
    void signInRequested(const QString &connectionId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addSignIn(const Connection &connection);

    TextLabel *m_text;
    MessageStrip *m_problem;
    QPushButton *m_unlock;
    QVBoxLayout *m_column;
    int m_signIns = 0;
};

} // namespace keydesk::ui
