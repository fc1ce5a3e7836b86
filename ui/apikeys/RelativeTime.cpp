// SPDX-License-Identifier: Apache-2.0
#include "apikeys/RelativeTime.h"

#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 halfDay = 12 * hour;
constexpr qint64 longestRelative = 30; // days

} // namespace

QString mediumDate(const QDate &date, const QLocale &locale)
{
    // The short format of many locales has two digits for the year and hides which number is the
    // month; the long one without its weekday has neither problem.
    static const QRegularExpression weekday(u"[\\s,،、]*d{3,4}\\.?[\\s,،、]*"_s);
    QString format = locale.dateFormat(QLocale::LongFormat);
    const auto match = weekday.match(format);
    if (match.hasMatch()) {
        const bool atEdge = match.capturedStart() == 0 || match.capturedEnd() == format.size();
        format.replace(match.capturedStart(), match.capturedLength(), atEdge ? u""_s : u" "_s);
    }
    format.replace(u"MMMM"_s, u"MMM"_s);
    return locale.toString(date, format);
}

QString RelativeTime::text(const QDateTime &moment, const QDateTime &now)
{
    if (!moment.isValid())
        return {};
    const qint64 seconds = moment.secsTo(now);
    const QDate day = moment.toLocalTime().date();
    const qint64 days = day.daysTo(now.toLocalTime().date());
    if (qAbs(seconds) < minute)
        return tr("just now");
    if (qAbs(days) > longestRelative)
        return mediumDate(day, QLocale());
    return seconds > 0 ? past(seconds, days) : future(-seconds, -days);
}

// One is worded apart: "1 minute(s)" is nobody's language, also where no translation is loaded.
QString RelativeTime::past(qint64 seconds, qint64 days)
{
    if (seconds < 2 * minute)
        return tr("1 minute ago");
    if (seconds < hour)
        return tr("%n minutes ago", nullptr, static_cast<int>(seconds / minute));
    if (seconds < 2 * hour)
        return tr("1 hour ago");
    if (seconds < halfDay || days == 0)
        return tr("%n hours ago", nullptr, static_cast<int>(seconds / hour));
    if (days == 1)
        return tr("yesterday");
    return tr("%n days ago", nullptr, static_cast<int>(days));
}

QString RelativeTime::future(qint64 seconds, qint64 days)
{
    if (seconds < 2 * minute)
        return tr("in 1 minute");
    if (seconds < hour)
        return tr("in %n minutes", nullptr, static_cast<int>(seconds / minute));
    if (seconds < 2 * hour)
        return tr("in 1 hour");
    if (seconds < halfDay || days == 0)
        return tr("in %n hours", nullptr, static_cast<int>(seconds / hour));
    if (days == 1)
        return tr("tomorrow");
    return tr("in %n days", nullptr, static_cast<int>(days));
}

QString RelativeTime::exact(const QDateTime &moment)
{
    return moment.isValid() ? QLocale().toString(moment.toLocalTime(), QLocale::LongFormat)
                            : QString();
}

} // namespace keydesk::ui
