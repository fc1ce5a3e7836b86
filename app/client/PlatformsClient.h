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
    /** \a rest must outlive this object. */
    explicit PlatformsClient(RestClient &rest);

    /** The first page; the backend on this computer has no more. */
    QFuture<Result<QList<Platform>>> list();

private:
    RestClient &m_rest;
};

} // namespace keydesk::client
