// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/Icons.h"

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** Stands where the table would be, when there is nothing to show in it. */
class StatePanel : public QWidget
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget *parent = nullptr);

    /** Plain texts; no button if \a action is empty. */
    void setState(Icon icon, const QString &title, const QString &text, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

private:
    class Picture;

    Picture *m_picture;
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_action;
};

} // namespace keydesk::ui
