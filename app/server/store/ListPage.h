// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"

#include <cstddef>
#include <vector>

namespace keydesk::server {

/** A part of a list, in the order of its ids. */
template <typename Item>
struct ListPage
{
    std::vector<Item> items;
    bool hasMore = false; ///< behind the last of the items
};

/** A page has no further item once its long texts come to more. */
inline constexpr qsizetype pageBytes = qsizetype{1024} * 1024;

/**
 * The rows of \a select, which was run for one more than \a limit, each read by \a read. Their
 * column \a longText is the one that can hold kilobytes.
 */
template <typename Item, typename Read>
ListPage<Item> readPage(Statement &select, int limit, int longText, Read read)
{
    ListPage<Item> page;
    qsizetype bytes = 0;
    while (select.next()) {
        if (page.items.size() == static_cast<std::size_t>(limit) || bytes > pageBytes) {
            page.hasMore = true;
            break;
        }
        bytes += select.text(longText).toUtf8().size();
        page.items.push_back(read(select));
    }
    return page;
}

} // namespace keydesk::server
