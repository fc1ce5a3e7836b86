// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace keydesk {

/** What an integration needs to call the API with a key, beside the key itself. */
struct KeyUse
{
    QString label;     ///< the key's
    QUrl api;          ///< the backend's
    QString companyId; ///< the platform's id, as the integration API calls it
};

} // namespace keydesk
