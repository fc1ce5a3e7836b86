// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class MessageStrip;

/** Says that the sign-in cannot be kept in the system's keychain, what that means and what to do.
 */
class KeychainNotice : public QWidget
{
    Q_OBJECT

public:
    explicit KeychainNotice(QWidget *parent);

    /** \a text says what is the matter with the keychain: missing, locked, silent. */
    void present(const QString &text);
    /** The button for the focus. */
    QPushButton *sessionOnly() const { return m_sessionOnly; }

Q_SIGNALS:
    void sessionOnlyChosen();
    void retryRequested();

private:
    MessageStrip *m_strip;
    QPushButton *m_sessionOnly;
    QPushButton *m_retry;
};

} // namespace keydesk::ui
