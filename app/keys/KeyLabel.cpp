// SPDX-License-Identifier: Apache-2.0
#include "keys/KeyLabel.h"

#include <QList>

#include <algorithm>
#include <array>
#include <utility>

namespace keydesk {

namespace {

using ErrorName = std::pair<LabelError, const char *>;
constexpr std::array errorNames{
    ErrorName{LabelError::Empty, "empty"},
    ErrorName{LabelError::TooLong, "too-long"},
    ErrorName{LabelError::ControlCharacter, "control-character"},
    ErrorName{LabelError::BidirectionalOverride, "bidirectional-override"},
    ErrorName{LabelError::NotUnicode, "not-unicode"},
};

QString normalized(const QString &input)
{
    return input.normalized(QString::NormalizationForm_C).trimmed();
}

bool isBidirectionalOverride(char32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool isControl(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

bool isNonCharacter(char32_t c)
{
    return QChar::isNonCharacter(c);
}

bool isVisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Format: // zero width space and its kin
    case QChar::Separator_Space:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        return false;
    default:
        return true;
    }
}

} // namespace

QLatin1StringView labelErrorName(LabelError error)
{
    for (const auto &[known, name] : errorNames) {
        if (known == error)
            return QLatin1StringView(name);
    }
    Q_UNREACHABLE();
}

std::optional<LabelError> labelErrorFromName(QStringView name)
{
    for (const auto &[error, known] : errorNames) {
        if (name == QLatin1StringView(known))
            return error;
    }
    return std::nullopt;
}

KeyLabel::KeyLabel(QString text)
    : m_text(std::move(text))
{
}

tl::expected<KeyLabel, LabelError> KeyLabel::parse(const QString &input)
{
    // A hostile input can be megabytes; NFC shortens a text to a third at most.
    if (input.size() > maxLength * 64)
        return tl::unexpected(LabelError::TooLong);
    // Before trimming: a line break at the end is a mistake to be told, not to be hidden.
    const QList<uint> given = input.toUcs4();
    if (std::ranges::any_of(given, isControl))
        return tl::unexpected(LabelError::ControlCharacter);
    if (std::ranges::any_of(given, isBidirectionalOverride))
        return tl::unexpected(LabelError::BidirectionalOverride);
    if (!input.isValidUtf16() || std::ranges::any_of(given, isNonCharacter))
        return tl::unexpected(LabelError::NotUnicode);

    QString text = normalized(input);
    const QList<uint> characters = text.toUcs4();
    if (std::ranges::none_of(characters, isVisible))
        return tl::unexpected(LabelError::Empty);
    if (characters.size() > maxLength)
        return tl::unexpected(LabelError::TooLong);
    return KeyLabel(std::move(text));
}

qsizetype KeyLabel::length(const QString &input)
{
    return normalized(input).toUcs4().size();
}

QString KeyLabel::uniquenessKey() const
{
    // Qt folds character by character; by way of the upper case "\u00df" and "SS" meet as well.
    return m_text.toUpper().toCaseFolded().normalized(QString::NormalizationForm_C);
}

} // namespace keydesk
