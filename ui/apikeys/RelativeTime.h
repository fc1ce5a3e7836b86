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
 * Words for a moment: "2 minutes ago", "yesterday", and after 30 days the locale's short date.
 * Clocks of two machines differ: up to a minute ahead still reads "just now".
 */
class RelativeTime
{
    Q_DECLARE_TR_FUNCTIONS(keydesk::ui::RelativeTime)

public:
    static QString text(const QDateTime &moment, const QDateTime &now);
    /** The day only: "today", "yesterday", then the locale's date. */
    static QString date(const QDateTime &moment, const QDateTime &now);
    /** The exact moment in local time, for a tooltip. */
    static QString exact(const QDateTime &moment);
};

} // namespace keydesk::ui
