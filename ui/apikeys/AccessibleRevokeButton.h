// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessibleWidget>

namespace keydesk::ui {

class RevokeButton;

/** A Revoke button as assistive technology sees it: a child of its cell, not of a viewport. */
class AccessibleRevokeButton : public QAccessibleWidget
{
public:
    explicit AccessibleRevokeButton(RevokeButton *button);

    QAccessibleInterface *parent() const override;
    QStringList actionNames() const override;
    void doAction(const QString &name) override;

private:
    RevokeButton *button() const;
};

} // namespace keydesk::ui
