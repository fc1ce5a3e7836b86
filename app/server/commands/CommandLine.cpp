// SPDX-License-Identifier: Apache-2.0
#include "server/commands/CommandLine.h"

#include <boost/asio/ip/address.hpp>

#include <QMap>

#include <algorithm>
#include <optional>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView help = uR"(Usage: keydesk-server COMMAND [OPTIONS]

serve   Serves the REST API.
  --database URL      sqlite:PATH or postgresql://USER@HOST/NAME
  --listen HOST:PORT  an IP address or localhost, default 127.0.0.1:8080; port 0 picks one
  --public-host NAME  answer to this name only (may be repeated; besides the names of the
                      loopback interface if it listens there)
  --parent-pipe       for a parent process: exits when stdin closes, and adds to the ready line
                      the local owner's token. An empty database gets a platform and that owner.

  When it is ready it prints one line, {"listening":"http://127.0.0.1:PORT"}. SIGTERM lets
  requests in flight finish. Requests are logged on stderr, one JSON object a line.

init    Creates a platform and its owner, and the schema if there is none. Prints the
        platform's id. The owner's password is read from stdin; empty for none.
  --database URL      as above
  --platform NAME     the platform's name
  --owner EMAIL       the owner's e-mail address

Either  --help, --version

Environment:
  KEYDESK_SERVER_KEY  32 bytes, as 64 hex or 43 base64url characters. Without it they are kept in
                      the file PATH.key beside a SQLite database, made at the first start. With
                      PostgreSQL it must be there, the same for all instances.
  PGPASSFILE          where libpq finds the password for PostgreSQL, if it needs one
)";

struct Options
{
    QMap<QString, QStringList> values;
    QString error;
};

// Flags take no value; everything else takes one, as --name VALUE or --name=VALUE.
Options readOptions(const QStringList &arguments, const QStringList &named,
                    const QStringList &flags)
{
    Options options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString name = arguments[i].section(u'=', 0, 0);
        const bool hasValue = arguments[i].contains(u'=');
        if (flags.contains(name) && !hasValue) {
            options.values[name].append(QString());
        } else if (!named.contains(name)) {
            options.error = u"unknown option %1; see keydesk-server --help"_s.arg(name);
            return options;
        } else if (hasValue) {
            options.values[name].append(arguments[i].section(u'=', 1));
        } else if (++i < arguments.size()) {
            options.values[name].append(arguments[i]);
        } else {
            options.error = u"%1 needs a value"_s.arg(name);
            return options;
        }
    }
    return options;
}

/** The sentence for the first option that is not there exactly once. */
QString missing(const Options &options, const QStringList &required)
{
    for (const QString &name : required) {
        if (options.values.value(name).size() != 1)
            return u"%1 must be given once"_s.arg(name);
    }
    return {};
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

bool isEmail(const QString &text)
{
    const auto isBad = [](QChar c) { return c.isSpace() || !c.isPrint(); };
    return text.count(u'@') == 1 && !text.startsWith(u'@') && !text.endsWith(u'@') &&
           text.size() <= 254 && std::ranges::none_of(text, isBad);
}

Command parseServe(const QStringList &arguments)
{
    const Options options = readOptions(
        arguments, {u"--database"_s, u"--listen"_s, u"--public-host"_s}, {u"--parent-pipe"_s});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    if (const QString sentence = missing(options, {u"--database"_s}); !sentence.isEmpty())
        return UsageError{sentence};
    const auto database = DatabaseUrl::parse(options.values[u"--database"_s].first());
    if (!database)
        return UsageError{database.error()};
    ServeOptions serve{*database};
    const QStringList listen = options.values.value(u"--listen"_s, {u"127.0.0.1:8080"_s});
    if (listen.size() != 1 || !readListen(listen.first(), serve))
        return UsageError{u"--listen must be given once, as ADDRESS:PORT, e.g. 127.0.0.1:8080 or "
                          u"[::1]:8080"_s};
    for (const QString &name : options.values.value(u"--public-host"_s))
        serve.publicHosts.push_back(name.toStdString());
    serve.parentPipe = options.values.contains(u"--parent-pipe"_s);
    return serve;
}

Command parseInit(const QStringList &arguments)
{
    const QStringList required{u"--database"_s, u"--platform"_s, u"--owner"_s};
    const Options options = readOptions(arguments, required, {});
    if (!options.error.isEmpty())
        return UsageError{options.error};
    if (const QString sentence = missing(options, required); !sentence.isEmpty())
        return UsageError{sentence};
    const auto database = DatabaseUrl::parse(options.values[u"--database"_s].first());
    if (!database)
        return UsageError{database.error()};
    const auto platform = KeyLabel::parse(options.values[u"--platform"_s].first());
    if (!platform)
        return UsageError{u"--platform must be a name of 1 to 100 visible characters"_s};
    const QString email = options.values[u"--owner"_s].first();
    if (!isEmail(email))
        return UsageError{u"--owner must be an e-mail address"_s};
    return InitOptions{*database, *platform, email};
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
    if (command.isEmpty())
        return UsageError{u"which command? serve or init; see keydesk-server --help"_s};
    return UsageError{u"unknown command %1; see keydesk-server --help"_s.arg(command)};
}

} // namespace keydesk::server
