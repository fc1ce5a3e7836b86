// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Password.h"

#include <QLineEdit>

namespace keydesk::ui {

/**
 * A line in which a password is typed or pasted. What was typed leaves it by take() only: it cannot
 * be copied, cut or dragged out of it, nor selected into what a middle click pastes, while it is
 * shown either. Input methods and their dictionaries are not asked.
 *
 * Overwrites what it held, text and history, at the latest when it goes. Out of reach is the copy
 * that the text layout makes of a password while it is shown.
 */
class PasswordEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget *parent);
    ~PasswordEdit() override;

    void setShown(bool shown);
    bool isShown() const { return echoMode() == Normal; }

    /** What was typed; the line is empty then and cannot be undone. Does not emit textChanged(). */
    keydesk::Password take();
    /** Puts \a password into the line, selected, so that typing replaces it. */
    void put(const keydesk::Password &password);
    /** Empties it without emitting textChanged(). */
    void wipe();

Q_SIGNALS:
    /** With each letter: whether it shows that Caps Lock is on. */
    void capsLockSeen(bool on);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void lookForCapsLock(const QKeyEvent *event);
};

} // namespace keydesk::ui
