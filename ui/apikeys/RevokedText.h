// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/KeysClient.h"
#include "keys/ApiKey.h"

#include <QCoreApplication>
#include <QList>

namespace keydesk::ui {

/** What has become of one or more keys that were to be revoked, in a sentence. */
class RevokedText
{
    Q_DECLARE_TR_FUNCTIONS(keydesk::ui::RevokedText)

public:
    /** \a outcomes has one for each of \a keys. */
    static QString done(const QList<ApiKey> &keys, const QList<client::Revocation> &outcomes);
    static QString failed(const QList<ApiKey> &keys, const Problem &problem);
};

} // namespace keydesk::ui
