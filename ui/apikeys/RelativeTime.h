// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include <functional>

namespace keydesk::ui {

/** The present, injected so that tests can choose it. */
using Clock = std::function<QDateTime()>;

/**
 * Words for a moment: "2 minutes ago", "yesterday", and beyond 30 days the date as the locale
 * writes it. The clocks of two machines differ: up to a minute ahead still reads "just now".
 */
class RelativeTime
{
    Q_DECLARE_TR_FUNCTIONS(keydesk::ui::RelativeTime)

public:
    /** Empty for a moment that is not valid. */
    static QString text(const QDateTime &moment, const QDateTime &now);
    /** The exact moment in local time, for a tool tip. */
    static QString exact(const QDateTime &moment);

private:
    static QString past(qint64 seconds, qint64 days);
    static QString future(qint64 seconds, qint64 days);
};

/** Day, short month, year in the locale's order: "12 Mar 2026", "12. März 2026". */
QString mediumDate(const QDate &date, const QLocale &locale);

} // namespace keydesk::ui
