// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "secret/PasswordEdit.h"

#include <QWidget>

class QPushButton;

namespace keydesk::ui {

class TextLabel;

/** A password's line with its label, the button that shows what is typed, and a word on Caps Lock.
 */
class PasswordField : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordField(QWidget *parent);

    PasswordEdit *edit() const { return m_edit; }
    void setReadOnly(bool readOnly);

private:
    void build();
    void setShown(bool shown);
    void setCapsLock(bool on);

    PasswordEdit *m_edit;
    QPushButton *m_show;
    TextLabel *m_capsLock;
};

} // namespace keydesk::ui
