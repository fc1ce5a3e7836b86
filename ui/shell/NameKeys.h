// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCollator>
#include <QHash>
#include <QString>
#include <QStringList>

namespace keydesk::ui {

/** What is made of a name once, so that thousands are sorted and searched quickly. */
struct NameKeys
{
    QString search;         ///< see searchKey()
    QCollatorSortKey place; ///< where a person looks for it in a list
};

/** By name. Takes a millisecond for some hundred; any thread. */
QHash<QString, NameKeys> keysOf(const QStringList &names);

} // namespace keydesk::ui
