// SPDX-License-Identifier: Apache-2.0
#include "shell/NameKeys.h"

#include "keys/NameOrder.h"
#include "shell/TextSearch.h"

namespace keydesk::ui {

QHash<QString, NameKeys> keysOf(const QStringList &names)
{
    QHash<QString, NameKeys> keys;
    if (names.isEmpty())
        return keys;
    keys.reserve(names.size());
    const QCollator order = nameOrder();
    for (const QString &name : names)
        keys.insert(name, {searchKey(name), order.sortKey(name)});
    return keys;
}

} // namespace keydesk::ui
