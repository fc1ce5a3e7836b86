// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/Router.h"

#include <QByteArray>

namespace keydesk::server {

/** What people read: how to use a key, the API's description, and what each problem means. */
class DocumentRoutes
{
public:
    /** \a openApi is the OpenAPI document as it is served, \a isEncrypted whether it is by TLS. */
    DocumentRoutes(QByteArray openApi, bool isEncrypted);

    void addTo(Router &router);

private:
    QByteArray m_openApi;
    bool m_isEncrypted;
};

} // namespace keydesk::server
