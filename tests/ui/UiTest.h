// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "style/KeydeskStyle.h"

#include <QApplication>
#include <QLocale>
#include <QPushButton>
#include <QTest>

/** Like QTEST_MAIN, with the house style and a locale that does not depend on the machine. */
#define KEYDESK_UI_TEST_MAIN(TestClass)                                                            \
    int main(int argc, char **argv)                                                                \
    {                                                                                              \
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));                    \
        QApplication app(argc, argv);                                                              \
        QApplication::setStyle(new keydesk::ui::KeydeskStyle);                                     \
        TestClass test;                                                                            \
        return QTest::qExec(&test, argc, argv);                                                    \
    }

namespace keydesk::testing {

/** The present in every test of a view. */
inline QDateTime now()
{
    return {QDate(2026, 11, 23), QTime(12, 0), Qt::UTC};
}

inline ApiKey sampleKey(int number, const QString &label)
{
    ApiKey key;
    key.id = QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0'));
    key.label = label;
    key.hint = QStringLiteral("kdk_\u2026%1aZz").arg(number, 2, 10, QLatin1Char('0'));
    key.createdAt = now().addDays(-100 + number);
    key.createdBy = {QStringLiteral("m1"), QStringLiteral("N. Haddad")};
    return key;
}

inline ApiKey usedKey(int number, const QString &label, SentVia via, qint64 secondsAgo)
{
    ApiKey key = sampleKey(number, label);
    key.lastUsedAt = now().addSecs(-secondsAgo);
    key.lastUsedFrom = QStringLiteral("203.0.113.7");
    key.lastUsedVia = via;
    key.callsLast24h = 1284;
    return key;
}

/** Sorted by label: Data warehouse, HR sync, Payroll export. */
inline QList<ApiKey> sampleKeys()
{
    return {usedKey(1, QStringLiteral("HR sync"), SentVia::Header, 130),
            usedKey(2, QStringLiteral("Payroll export"), SentVia::Query, 86400),
            sampleKey(3, QStringLiteral("Data warehouse"))};
}

/** The visible button that assistive technology would find under this name. */
inline QPushButton *button(const QWidget *parent, const QString &name)
{
    const auto buttons = parent->findChildren<QPushButton *>();
    for (QPushButton *candidate : buttons) {
        QString text = candidate->text();
        text.remove(QLatin1Char('&'));
        const QString accessible = candidate->accessibleName();
        if ((accessible.isEmpty() ? text : accessible) == name && !candidate->isHidden())
            return candidate;
    }
    return nullptr;
}

} // namespace keydesk::testing
