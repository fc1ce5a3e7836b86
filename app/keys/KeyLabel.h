// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace keydesk {

/** The rule that a text breaks when it cannot be a label. */
enum class LabelError {
    Empty,                 ///< nothing that can be seen
    TooLong,               ///< more than KeyLabel::maxLength characters
    ControlCharacter,      ///< Unicode Cc, Zl or Zp: line breaks, tabs, NUL …
    BidirectionalOverride, ///< U+202A..U+202E, U+2066..U+2069: would make a label read as another
    NotUnicode,            ///< a lone surrogate or a non-character
};

/** The reason in the REST API's label-invalid problem, e.g. "too-long". */
QLatin1StringView labelErrorName(LabelError error);
std::optional<LabelError> labelErrorFromName(QStringView name);

/**
 * The name an administrator gives a key, known to keep the rules: 1 to 100 characters (Unicode code
 * points) after NFC and trimming, nothing that hides or reorders text.
 */
class KeyLabel
{
public:
    static constexpr qsizetype maxLength = 100;

    static tl::expected<KeyLabel, LabelError> parse(const QString &input);

    /** Characters as the limit counts them, after NFC and trimming. */
    static qsizetype length(const QString &input);

    const QString &text() const { return m_text; }

    /** Two labels clash on a platform when these are equal: without case, then NFC. */
    QString uniquenessKey() const;

    bool operator==(const KeyLabel &) const = default;

private:
    explicit KeyLabel(QString text);

    QString m_text;
};

} // namespace keydesk
