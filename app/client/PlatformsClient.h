// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QList>

namespace keydesk::client {

class RestClient;

/** The platforms of the signed-in member, as REST calls. Thread and futures as in RestClient. */
class PlatformsClient
{
public:
    /** More pages than this are AnswerNotUnderstood: at a hundred a page, five times as many
     *  platforms as anybody is known to have. */
    static constexpr int pageLimit = 500;

    /** \a rest must outlive this object, and may go while a list is under way. */
    explicit PlatformsClient(RestClient &rest);

    /** All of them, page after page. The whole fails when a page does. */
    QFuture<Result<QList<Platform>>> list();

private:
    RestClient &m_rest;
};

} // namespace keydesk::client
