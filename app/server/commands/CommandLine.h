// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/KeyLabel.h"
#include "keys/Role.h"
#include "server/oidc/OidcSettings.h"
#include "server/store/DatabaseUrl.h"

#include <boost/asio/ip/address.hpp>

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace keydesk::server {

struct ServeOptions
{
    DatabaseUrl database;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::vector<std::string> publicHosts{};
    std::string tlsCertificate{}; ///< a file; empty: no TLS
    std::string tlsKey{};
    std::vector<boost::asio::ip::address> trustedProxies{};
    std::optional<OidcSettings> oidc{}; ///< none: nobody signs in by browser
    bool serverTiming = false;
    bool parentPipe = false;
    bool newServerKey = false; ///< whichever the database was served with before
};

struct InitOptions
{
    DatabaseUrl database;
    KeyLabel platform; ///< names of platforms keep the rules of labels
    QString ownerEmail;
};

struct MemberOptions
{
    DatabaseUrl database;
    QString platformId;
    QString email;
    std::optional<Role> role{};     ///< none: the member is to be removed
    std::optional<KeyLabel> name{}; ///< names of members keep the rules of labels
};

struct ImportOptions
{
    DatabaseUrl database;
    QString file;
};

struct VerifyAuditOptions
{
    DatabaseUrl database;
};

/** For stdout: the help, the version. */
struct TextWanted
{
    QString text;
};

/** For stderr, with exit code 2. */
struct UsageError
{
    QString sentence;
};

using Command = std::variant<ServeOptions, InitOptions, MemberOptions, ImportOptions,
                             VerifyAuditOptions, TextWanted, UsageError>;

/** \a arguments are those behind the program's name. */
Command parseCommandLine(const QStringList &arguments);

} // namespace keydesk::server
