// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PastedSecret.h"

#include <QWidget>

namespace keydesk {
class ApiKeySecret;
}

namespace keydesk::ui {

class PasswordEdit;
class TextLabel;

/** Takes back what somebody has saved of their key and says whether it is the key, or what is wrong
 *  with it. */
class CheckPanel : public QWidget
{
    Q_OBJECT

public:
    /** \a secret must outlive this widget, or forget() be called. */
    CheckPanel(const ApiKeySecret &secret, QWidget *parent);

    void begin();
    void forget();

Q_SIGNALS:
    /** What was pasted is the key. */
    void found();

private:
    void compare();
    QString text(PastedSecret outcome, qsizetype length) const;

    const ApiKeySecret *m_secret;
    PasswordEdit *m_edit;
    TextLabel *m_outcome;
    PastedSecret m_told = PastedSecret::Empty;
};

} // namespace keydesk::ui
