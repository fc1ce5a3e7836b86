// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/RowButton.h"

namespace keydesk::ui {

class RevokeButton;

/** A Revoke button as assistive technology sees it: a child of its cell, not of a viewport. */
class AccessibleRevokeButton : public AccessibleRowButton
{
public:
    explicit AccessibleRevokeButton(RevokeButton *button);

    QAccessibleInterface *parent() const override;

private:
    RevokeButton *button() const;
};

} // namespace keydesk::ui
