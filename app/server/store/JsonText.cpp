// SPDX-License-Identifier: Apache-2.0
#include "server/store/JsonText.h"

#include <QJsonDocument>

namespace keydesk::server {

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject jsonObject(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace keydesk::server
