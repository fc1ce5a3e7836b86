// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <boost/static_string.hpp>

#include <functional>
#include <string_view>

namespace keydesk::server {

/** A new identifier of a platform, member, key or user: 12 random bytes as lower-case hex. */
QString newIdentifier();

/** Of a platform or a key: 24 hexadecimal digits, in place. Each call with a key passes on two. */
using Identifier = boost::static_strings::static_string<24>;

/** Throws std::length_error for what is no identifier. */
inline Identifier identifierFrom(std::string_view text)
{
    return {text.data(), text.size()};
}

inline Identifier identifierFrom(const QString &text)
{
    const QByteArray bytes = text.toLatin1();
    return identifierFrom(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

inline std::string_view viewOf(const Identifier &identifier)
{
    return {identifier.data(), identifier.size()};
}

inline QString textOf(const Identifier &identifier)
{
    return QString::fromLatin1(identifier.data(), static_cast<qsizetype>(identifier.size()));
}

struct IdentifierHash
{
    std::size_t operator()(const Identifier &identifier) const
    {
        return std::hash<std::string_view>()(viewOf(identifier));
    }
};

} // namespace keydesk::server
