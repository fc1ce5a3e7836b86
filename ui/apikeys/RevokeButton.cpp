// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RevokeButton.h"

#include "style/ButtonKind.h"
#include "style/Icons.h"

#include <utility>

namespace keydesk::ui {

RevokeButton::RevokeButton(QString keyId, const QString &label, QWidget *parent)
    : RowButton(ui::icon(Icon::Trash), tr("Revoke"), parent)
    , m_keyId(std::move(keyId))
{
    setButtonKind(this, ButtonKind::DangerQuiet);
    setLabel(label);
}

void RevokeButton::setLabel(const QString &label)
{
    setAccessibleName(tr("Revoke %1").arg(label));
}

} // namespace keydesk::ui
