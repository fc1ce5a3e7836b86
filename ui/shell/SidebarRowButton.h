// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/PlatformRef.h"
#include "style/RowButton.h"

namespace keydesk::ui {

/** A button on a row of the sidebar, hidden at first. Knows its row by id, never by number. */
class SidebarRowButton : public RowButton
{
    Q_OBJECT

public:
    SidebarRowButton(const QIcon &icon, const QString &text, QWidget *parent);

    /** Its row; no platform id is the heading of a connection. */
    PlatformRef ref() const { return m_ref; }
    void setRef(const keydesk::PlatformRef &ref, const QString &accessibleName);

private:
    PlatformRef m_ref;
};

} // namespace keydesk::ui
