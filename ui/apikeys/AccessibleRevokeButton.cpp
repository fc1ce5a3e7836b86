// SPDX-License-Identifier: Apache-2.0
#include "apikeys/AccessibleRevokeButton.h"

#include "apikeys/AccessibleKeysTable.h"
#include "apikeys/ApiKeysModel.h"
#include "apikeys/ApiKeysTable.h"
#include "apikeys/RevokeButton.h"

namespace keydesk::ui {

AccessibleRevokeButton::AccessibleRevokeButton(RevokeButton *button)
    : AccessibleRowButton(button)
{
}

RevokeButton *AccessibleRevokeButton::button() const
{
    return static_cast<RevokeButton *>(object());
}

QAccessibleInterface *AccessibleRevokeButton::parent() const
{
    const QWidget *viewport = button()->parentWidget();
    auto *table = viewport ? qobject_cast<ApiKeysTable *>(viewport->parentWidget()) : nullptr;
    if (!table)
        return AccessibleRowButton::parent();
    const auto *accessible =
        static_cast<AccessibleKeysTable *>(QAccessible::queryAccessibleInterface(table));
    QAccessibleInterface *cell =
        accessible->cell(table->indexOf(button()->keyId(), ApiKeysModel::Actions));
    return cell ? cell : QAccessible::queryAccessibleInterface(table);
}

} // namespace keydesk::ui
