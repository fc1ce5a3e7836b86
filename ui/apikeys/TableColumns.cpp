// SPDX-License-Identifier: Apache-2.0
#include "apikeys/TableColumns.h"

#include <algorithm>
#include <numeric>

namespace keydesk::ui {

TableColumns::Widths TableColumns::fitted(int room) const
{
    Widths widths = wanted;
    const int label = std::clamp(wanted[ApiKeysModel::Label], character * 20, character * 34);
    widths[ApiKeysModel::CreatedBy] = std::min(wanted[ApiKeysModel::CreatedBy], character * 26);
    widths[ApiKeysModel::Label] = label;
    const auto missing = [&widths, room] {
        return std::accumulate(widths.begin(), widths.end(), 0) - room;
    };
    const auto shrink = [&widths, &missing](ApiKeysModel::Column column, int least) {
        int &width = widths[column];
        width = std::max(std::min(width, least), width - std::max(0, missing()));
    };
    shrink(ApiKeysModel::CreatedBy, character * 13);
    shrink(ApiKeysModel::Label, character * 15);
    for (const auto column : {ApiKeysModel::CreatedBy, ApiKeysModel::Created}) {
        if (missing() > 0)
            widths[column] = 0;
    }
    shrink(ApiKeysModel::LastUsed, character * 13);
    if (missing() < 0)
        widths[ApiKeysModel::Label] -= missing();
    return widths;
}

} // namespace keydesk::ui
