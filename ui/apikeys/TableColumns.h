// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/ApiKeysModel.h"

#include <array>

namespace keydesk::ui {

/**
 * How the table shares its width: every column what it needs, the label the rest. Where that is too
 * little, names are shortened first, then Created by and Created step back; Revoke always stays.
 */
struct TableColumns
{
    using Widths = std::array<int, ApiKeysModel::ColumnCount>;

    Widths wanted{};
    int character = 8; ///< the average character's width

    /** 0 for a column that is left out. */
    Widths fitted(int room) const;
};

} // namespace keydesk::ui
