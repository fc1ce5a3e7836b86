// SPDX-License-Identifier: Apache-2.0
#include "server/commands/CommandLine.h"

#include "server/commands/Help.h"
#include "server/commands/Options.h"
#include "server/oidc/WebAddress.h"
#include "server/store/MailAddress.h"

#include <QRegularExpression>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

bool isHostName(const QString &text)
{
    static const QRegularExpression names(
        QRegularExpression::anchoredPattern(u"[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]"_s));
    return names.match(text).hasMatch();
}

bool readListen(const QString &text, ServeOptions &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isPort = false;
    const ushort port = text.mid(colon + 1).toUShort(&isPort);
    std::string host = text.left(colon).toStdString();
    if (colon < 0 || !isPort)
        return false;
    if (host == "localhost")
        host = "127.0.0.1";
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    if (error || address.is_v6() != bracketed)
        return false;
    options.address = host;
    options.port = port;
    return true;
}

bool readTls(const Options &options, ServeOptions &serve)
{
    serve.tlsCertificate = options.one(u"--tls-cert"_s).toStdString();
    serve.tlsKey = options.one(u"--tls-key"_s).toStdString();
    const bool wanted = options.has(u"--tls-cert"_s) || options.has(u"--tls-key"_s);
    return !wanted || (!serve.tlsCertificate.empty() && !serve.tlsKey.empty());
}

bool isClientId(const QString &text)
{
    static const QRegularExpression visible(
        QRegularExpression::anchoredPattern(u"[\\x21-\\x7e]{1,255}"_s));
    return visible.match(text).hasMatch();
}

/** Empty, or what is wrong. */
QString readOidc(const Options &options, ServeOptions &serve)
{
    const QString issuer = options.one(u"--oidc-issuer"_s);
    const QString clientId = options.one(u"--oidc-client-id"_s);
    const bool hasIssuer = options.has(u"--oidc-issuer"_s);
    if (hasIssuer != options.has(u"--oidc-client-id"_s))
        return u"--oidc-issuer and --oidc-client-id must be given once each, or neither"_s;
    if (!hasIssuer)
        return {};
    if (!WebAddress::parse(issuer) || issuer.contains(u'?'))
        return u"--oidc-issuer must be the provider's https:// address (http:// on this computer "
               "only), without ? and #"_s;
    if (!isClientId(clientId))
        return u"--oidc-client-id must be 1 to 255 visible characters"_s;
    serve.oidc = OidcSettings{issuer.toStdString(), clientId.toStdString()};
    return {};
}

bool readProxies(const Options &options, ServeOptions &serve)
{
    for (const QString &text : options.values.value(u"--trusted-proxy"_s)) {
        boost::system::error_code error;
        serve.trustedProxies.push_back(boost::asio::ip::make_address(text.toStdString(), error));
        if (error)
            return false;
    }
    return true;
}

Command parseServe(const QStringList &arguments)
{
    const Options options = readOptions(
        arguments, {.required = {u"--database"_s},
                    .optional = {u"--listen"_s, u"--tls-cert"_s, u"--tls-key"_s, u"--oidc-issuer"_s,
                                 u"--oidc-client-id"_s},
                    .repeated = {u"--public-host"_s, u"--trusted-proxy"_s},
                    .flags = {u"--parent-pipe"_s, u"--server-timing"_s, u"--new-server-key"_s}});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    const auto database = DatabaseUrl::parse(options.one(u"--database"_s));
    if (!database)
        return UsageError{database.error()};
    ServeOptions serve{*database};
    if (options.has(u"--listen"_s) && !readListen(options.one(u"--listen"_s), serve))
        return UsageError{u"--listen must be ADDRESS:PORT, e.g. 127.0.0.1:8080 or [::1]:8080"_s};
    for (const QString &name : options.values.value(u"--public-host"_s)) {
        if (!isHostName(name))
            return UsageError{u"--public-host must be a name without https:// and port, e.g. "
                              "keys.example.org"_s};
        serve.publicHosts.push_back(name.toStdString());
    }
    if (!readTls(options, serve))
        return UsageError{u"--tls-cert and --tls-key must be given once each, or neither"_s};
    if (const QString mistake = readOidc(options, serve); !mistake.isEmpty())
        return UsageError{mistake};
    if (!readProxies(options, serve))
        return UsageError{u"--trusted-proxy must be an IP address"_s};
    serve.serverTiming = options.has(u"--server-timing"_s);
    serve.newServerKey = options.has(u"--new-server-key"_s);
    serve.parentPipe = options.has(u"--parent-pipe"_s);
    if (serve.parentPipe && !boost::asio::ip::make_address(serve.address).is_loopback())
        return UsageError{u"--parent-pipe is for this computer: --listen must be a loopback "
                          "address"_s};
    return serve;
}

Command parseInit(const QStringList &arguments)
{
    const Options options =
        readOptions(arguments, {.required = {u"--database"_s, u"--platform"_s, u"--owner"_s},
                                .optional = {},
                                .repeated = {},
                                .flags = {}});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    const auto database = DatabaseUrl::parse(options.one(u"--database"_s));
    if (!database)
        return UsageError{database.error()};
    const auto platform = KeyLabel::parse(options.one(u"--platform"_s));
    if (!platform)
        return UsageError{u"--platform must be a name of 1 to 100 visible characters"_s};
    const QString email = options.one(u"--owner"_s);
    if (!isMailAddress(email))
        return UsageError{u"--owner must be an e-mail address"_s};
    return InitOptions{*database, *platform, email};
}

Command parseMember(const QStringList &arguments)
{
    const Options options =
        readOptions(arguments, {.required = {u"--database"_s, u"--platform"_s, u"--email"_s},
                                .optional = {u"--role"_s, u"--name"_s},
                                .repeated = {},
                                .flags = {u"--remove"_s}});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    const auto database = DatabaseUrl::parse(options.one(u"--database"_s));
    if (!database)
        return UsageError{database.error()};
    MemberOptions member{*database, options.one(u"--platform"_s), options.one(u"--email"_s)};
    if (!isMailAddress(member.email))
        return UsageError{u"--email must be an e-mail address"_s};
    member.role = roleFromName(options.one(u"--role"_s));
    const bool remove = options.has(u"--remove"_s);
    if (!member.role && (!remove || options.has(u"--role"_s)))
        return UsageError{u"--role must be owner, admin, author or learner"_s};
    if (remove)
        member.role.reset();
    if (options.has(u"--name"_s)) {
        const auto name = KeyLabel::parse(options.one(u"--name"_s));
        if (!name)
            return UsageError{u"--name must have 1 to 100 visible characters"_s};
        member.name = *name;
    }
    return member;
}

Command parseImport(const QStringList &arguments)
{
    const QString database = u"--database"_s;
    QStringList named;
    QStringList files;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const bool isValue = i > 0 && arguments[i - 1] == database;
        (isValue || arguments[i].startsWith(u"--"_s) ? named : files).append(arguments[i]);
    }
    const Options options =
        readOptions(named, {.required = {database}, .optional = {}, .repeated = {}, .flags = {}});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    const auto url = DatabaseUrl::parse(options.one(database));
    if (!url)
        return UsageError{url.error()};
    if (files.size() != 1 || files.first().isEmpty())
        return UsageError{u"import needs one file: import --database URL FILE.json"_s};
    return ImportOptions{*url, files.first()};
}

Command parseVerifyAudit(const QStringList &arguments)
{
    const Options options = readOptions(
        arguments, {.required = {u"--database"_s}, .optional = {}, .repeated = {}, .flags = {}});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    const auto database = DatabaseUrl::parse(options.one(u"--database"_s));
    if (!database)
        return UsageError{database.error()};
    return VerifyAuditOptions{*database};
}

} // namespace

Command parseCommandLine(const QStringList &arguments)
{
    const QString command = arguments.value(0);
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s))
        return TextWanted{help.toString()};
    if (command == u"--version"_s)
        return TextWanted{QStringLiteral("keydesk-server " KEYDESK_VERSION "\n")};
    if (command == u"serve"_s)
        return parseServe(arguments.mid(1));
    if (command == u"init"_s)
        return parseInit(arguments.mid(1));
    if (command == u"member"_s)
        return parseMember(arguments.mid(1));
    if (command == u"import"_s)
        return parseImport(arguments.mid(1));
    if (command == u"verify-audit"_s)
        return parseVerifyAudit(arguments.mid(1));
    if (command.isEmpty())
        return UsageError{
            u"which command? serve, init, member, import or verify-audit; see keydesk-server "
            u"--help"_s};
    return UsageError{u"unknown command %1; see keydesk-server --help"_s.arg(command)};
}

} // namespace keydesk::server
