// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysSorting.h"

#include "apikeys/ApiKeysModel.h"

namespace keydesk::ui {

ApiKeysSorting::ApiKeysSorting(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    setSortRole(ApiKeysModel::SortRole);
    setDynamicSortFilter(true);
}

bool ApiKeysSorting::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant one = left.data(ApiKeysModel::SortRole);
    const QVariant other = right.data(ApiKeysModel::SortRole);
    if (one.userType() == QMetaType::LongLong)
        return one.toLongLong() < other.toLongLong();
    return m_collator.compare(one.toString(), other.toString()) < 0;
}

} // namespace keydesk::ui
