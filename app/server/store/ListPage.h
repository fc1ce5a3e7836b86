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

/** The rows of \a select, which was run for one more than \a limit, each read by \a read. */
template <typename Item, typename Read>
ListPage<Item> readPage(Statement &select, int limit, Read read)
{
    ListPage<Item> page;
    while (select.next()) {
        if (page.items.size() == static_cast<std::size_t>(limit)) {
            page.hasMore = true;
            break;
        }
        page.items.push_back(read(select));
    }
    return page;
}

} // namespace keydesk::server
