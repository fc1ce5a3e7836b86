// SPDX-License-Identifier: Apache-2.0
#include "shell/SidebarRowButton.h"

#include "style/ButtonKind.h"

namespace keydesk::ui {

SidebarRowButton::SidebarRowButton(const QIcon &icon, const QString &text, QWidget *parent)
    : RowButton(icon, text, parent)
{
    setButtonKind(this, ButtonKind::Quiet);
    hide();
}

void SidebarRowButton::setRef(const PlatformRef &ref, const QString &accessibleName)
{
    m_ref = ref;
    setAccessibleName(accessibleName);
}

} // namespace keydesk::ui
