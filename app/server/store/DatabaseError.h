// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <stdexcept>

namespace keydesk::server {

/** The database did not do what it was asked to. what() is for the log and holds no values. */
class DatabaseError : public std::runtime_error
{
public:
    enum class Kind {
        Busy, ///< locked, or too many are waiting
        Full, ///< no space left
        CannotOpen,
        ReadOnly,
        Corrupt,
        Unavailable, ///< the connection could not be made, or broke
        Conflict,    ///< with a row that another connection wrote or deleted
        Other,
    };

    DatabaseError(Kind kind, const QString &text)
        : std::runtime_error(text.toStdString())
        , m_kind(kind)
    {
    }

    Kind kind() const { return m_kind; }

    /** True if it broke while it committed: the change may have been made or not. */
    bool isOutcomeUnknown() const { return m_outcomeUnknown; }
    void setOutcomeUnknown() { m_outcomeUnknown = true; }

private:
    Kind m_kind;
    bool m_outcomeUnknown = false;
};

} // namespace keydesk::server
