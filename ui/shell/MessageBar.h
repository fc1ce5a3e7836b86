// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/MessageStrip.h"

class QPushButton;
class QTimer;

namespace keydesk::ui {

/**
 * A quiet bar above the page, instead of modal boxes. One message at a time; a success goes by
 * itself after 6 s unless it is hovered or focused, an error never. Hidden when there is none.
 */
class MessageBar : public MessageStrip
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /** \a text is plain. \a actionText adds a button; pressing it takes the message away. */
    void showMessage(keydesk::ui::MessageKind kind, const QString &text,
                     const QString &actionText = {});
    /** Takes the message away without dismissed(). */
    void clear();

Q_SIGNALS:
    void actionTriggered();
    /** Closed by the person, or gone by itself. */
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dismiss();
    void dismissUnlessUsed();

    QPushButton *m_action;
    QPushButton *m_close;
    QTimer *m_expiry;
};

} // namespace keydesk::ui
