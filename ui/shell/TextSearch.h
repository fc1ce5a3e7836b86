// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace keydesk::ui {

/** A stretch of a text, in UTF-16 units. */
struct TextRange
{
    qsizetype start;
    qsizetype length;

    bool operator==(const TextRange &) const = default;
};

/**
 * What is compared when a person searches: without case, diacritics and compatibility forms, so
 * that "strasse" finds "Straße" and "cafe" finds "CAFÉ". Make it once for a text, not for a search.
 */
QString searchKey(const QString &text);

/** What was typed, as the words that all must be there; none for a query of blanks only. */
QStringList searchWords(const QString &query);

/** True if each word is anywhere in a text with this searchKey(). */
bool isHit(const QString &key, const QStringList &words);

/** Where the words are in \a text as it is written; in order, without overlaps. */
QList<TextRange> hitRanges(const QString &text, const QStringList &words);

} // namespace keydesk::ui
