// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/RowButton.h"

namespace keydesk::ui {

/** Revoke with its bin, in a row of the table. Knows its key by id, never by row. */
class RevokeButton : public RowButton
{
    Q_OBJECT

public:
    RevokeButton(QString keyId, const QString &label, QWidget *parent = nullptr);

    QString keyId() const { return m_keyId; }
    void setLabel(const QString &label);

private:
    QString m_keyId;
};

} // namespace keydesk::ui
