// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"
#include "server/routes/KeyCheck.h"

namespace keydesk::server {

/** Lets a proxy ask whether a request's key is good, e.g. nginx with auth_request. */
class VerifyRoutes
{
public:
    explicit VerifyRoutes(KeyCheck &keys);

    void addTo(Router &router);

private:
    KeyCheck &m_keys;
};

} // namespace keydesk::server
