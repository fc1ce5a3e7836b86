// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QFile>
#include <QRegularExpression>

namespace keydesk::testing {

/** What openapi.yaml describes, e.g. "GET /healthz", in its order. */
inline QByteArrayList documentedOperations()
{
    QFile file(QStringLiteral(KEYDESK_OPENAPI));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression pathLine(QStringLiteral("^  (/\\S*):$"));
    static const QRegularExpression methodLine(
        QStringLiteral("^    (get|post|put|patch|delete):$"));
    QByteArrayList operations;
    QByteArray path;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        if (const auto match = pathLine.match(line); match.hasMatch())
            path = match.captured(1).toLatin1();
        else if (const auto method = methodLine.match(line); method.hasMatch())
            operations.append(method.captured(1).toUpper().toLatin1() + ' ' + path);
    }
    return operations;
}

} // namespace keydesk::testing
