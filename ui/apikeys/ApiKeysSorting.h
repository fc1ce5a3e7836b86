// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace keydesk::ui {

/** Sorts names as people of the locale do ("Key 2" before "Key 10"), times by time. */
class ApiKeysSorting : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ApiKeysSorting(QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QCollator m_collator;
};

} // namespace keydesk::ui
