// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"

#include <QPushButton>

namespace keydesk::ui {

/** A button on a row of the sidebar. Knows its row by id, never by number. */
class SidebarRowButton : public QPushButton
{
    Q_OBJECT

public:
    SidebarRowButton(const QIcon &icon, const QString &text, QWidget *parent);

    /** Its row; no platform id is the heading of a connection. */
    PlatformRef ref() const { return m_ref; }
    void setRef(const keydesk::PlatformRef &ref, const QString &accessibleName);

Q_SIGNALS:
    void focusReceived();
    void focusLost();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    PlatformRef m_ref;
};

} // namespace keydesk::ui
