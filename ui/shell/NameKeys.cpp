// SPDX-License-Identifier: Apache-2.0
#include "shell/NameKeys.h"

#include "shell/TextSearch.h"

namespace keydesk::ui {

QHash<QString, NameKeys> keysOf(const QStringList &names)
{
    QHash<QString, NameKeys> keys;
    if (names.isEmpty())
        return keys;
    keys.reserve(names.size());
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    for (const QString &name : names)
        keys.insert(name, {searchKey(name), collator.sortKey(name)});
    return keys;
}

} // namespace keydesk::ui
