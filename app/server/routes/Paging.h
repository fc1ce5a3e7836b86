// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Request.h"
#include "server/http/Response.h"
#include "server/store/ListPage.h"

#include <QString>

#include <utility>
#include <vector>

namespace keydesk::server {

/** The parameter limit, 1 to \a most; \a most if it is not there. Error: RequestMalformed. */
Outcome<int> pageLimit(const Request &request, int most);

/** The parameter cursor as the text that was packed into it; empty if it is not there. */
Outcome<QString> pageCursor(const Request &request);

/**
 * The Link header (RFC 8288) to the next page of \a path, which begins behind \a position. Give no
 * parameter that must not be in an address.
 */
std::string nextPage(const char *path, const QString &position,
                     const std::vector<std::pair<const char *, QString>> &parameters);

/** A page of a list that is ordered by id. */
struct PageWanted
{
    int limit = 0;
    QString after; ///< an id, or empty for the first page
};

/** Reads limit and cursor. Error: RequestMalformed. */
Outcome<PageWanted> pageWanted(const Request &request);

/**
 * The items as a JSON array, each written by its type's toJson(), and a Link to the page behind
 * them with the same \a parameters. Whoever follows it sends the key again: that must not be in
 * there.
 */
template <typename Item>
Response pageAnswer(const ListPage<Item> &page, const PageWanted &wanted, const char *path,
                    std::vector<std::pair<const char *, QString>> parameters = {})
{
    QJsonArray items;
    for (const Item &item : page.items)
        items.append(toJson(item));
    Response response = Response::json(items);
    parameters.emplace_back("limit", QString::number(wanted.limit));
    if (page.hasMore)
        response.with("Link", nextPage(path, page.items.back().id, parameters));
    return response;
}

} // namespace keydesk::server
