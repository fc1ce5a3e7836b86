// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** A whole page that says what is going on, and at most one thing to do about it. */
class NoticePage : public QWidget
{
    Q_OBJECT

public:
    explicit NoticePage(QWidget *parent = nullptr);

    /** No button if \a buttonText is empty. Plain texts. */
    void setNotice(const QString &title, const QString &text, const QString &buttonText);

Q_SIGNALS:
    void actionTriggered();

private:
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_button;
};

} // namespace keydesk::ui
