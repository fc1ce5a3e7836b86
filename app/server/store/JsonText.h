// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

namespace keydesk::server {

/** A JSON object as it is kept in a text column. */
QString jsonText(const QJsonObject &object);
QJsonObject jsonObject(const QString &text);

} // namespace keydesk::server
