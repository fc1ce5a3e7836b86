// SPDX-License-Identifier: Apache-2.0
#include "server/commands/ServeCommand.h"

#include "server/commands/LocalOwner.h"
#include "server/commands/OpenDatabase.h"
#include "server/commands/ParentPipe.h"
#include "server/commands/Service.h"
#include "server/store/ServerKeyCheck.h"

#include <QDateTime>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

namespace keydesk::server {

namespace asio = boost::asio;

namespace {

// Each connection takes a file descriptor, and the usual limit is 1,024.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, rlim_t{16} * 1024);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

enum class KeyVerdict { Known, Replaced, Refused };

// A person whose desktop starts the server cannot give it an option, and most of all wants it to
// start: API keys go on working with any server key. A key in the environment somebody has put
// there on purpose, and they can put another one.
void requireServerKey(Database &database, const ServeOptions &options)
{
    const ServerKey key = ServerKey::forDatabase(options.database);
    if (ServerKeyCheck(database).knows(key)) // also while nothing can be written
        return;
    const bool mayReplace =
        options.newServerKey || (options.parentPipe && ServerKey::isInFile(options.database));
    const KeyVerdict verdict = database.transaction([&](Database &inside) {
        ServerKeyCheck check(inside);
        if (check.accept(key))
            return KeyVerdict::Known;
        if (!mayReplace)
            return KeyVerdict::Refused;
        check.replace(key);
        return KeyVerdict::Replaced;
    });
    if (verdict == KeyVerdict::Replaced)
        Log(Log::Level::WarningsOnly)
            .warning(
                "the server key is another one from now on: API keys go on working, but creates "
                "that were not acknowledged cannot be repeated and tokens that were given for "
                "API keys are refused");
    if (verdict == KeyVerdict::Refused)
        throw std::runtime_error(
            "the database " + options.database.displayName().toStdString() +
            " was served with another server key, without which creates that were not acknowledged "
            "cannot be repeated and tokens that were given for API keys are refused; give it that "
            "key again, or, if it is lost, start once with --new-server-key");
}

std::optional<IssuedOwnerToken> prepare(const ServeOptions &options)
{
    const auto database = openDatabase(options.database, options.parentPipe ? IfEmpty::CreateSchema
                                                                            : IfEmpty::Refuse);
    requireServerKey(*database, options);
    if (!options.parentPipe)
        return std::nullopt;
    const auto owner = database->transaction([](Database &inside) {
        inside.dialect().lockSchema(inside); // several that start at once make one owner
        return ensureLocalOwner(inside, QDateTime::currentMSecsSinceEpoch());
    });
    if (!owner)
        throw std::runtime_error("no platform in the database has an owner");
    return issueOwnerToken(owner->id);
}

// By hand: the token goes to the parent and is wiped, without copies in between.
void printReadyLine(const std::string &origin, const Bytes &ownerToken)
{
    Bytes line = R"({"listening":")";
    line.append(origin).append("\"");
    if (!ownerToken.empty())
        line.append(R"(,"ownerToken":")").append(ownerToken).append("\"");
    line.append("}\n");
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, line.data(), line.size());
}

// What Qt has to say, e.g. of a connection that broke: one JSON object a line, like all the rest.
void logForQt(QtMsgType, const QMessageLogContext &, const QString &text)
{
    Log(Log::Level::WarningsOnly).warning(text.toStdString());
}

std::unique_ptr<Service> listen(asio::io_context &context, const ServeOptions &options,
                                std::optional<OwnerToken> ownerToken)
{
    try {
        return std::make_unique<Service>(context, options, std::move(ownerToken));
    } catch (const boost::system::system_error &error) {
        throw std::runtime_error("cannot listen on " + options.address + " port " +
                                 std::to_string(options.port) + ": " + error.code().message());
    }
}

} // namespace

int runServe(const ServeOptions &options)
{
    std::signal(SIGHUP, SIG_IGN); // until there is something that it can reload
    qInstallMessageHandler(logForQt);
    if (options.parentPipe && !parentPipeIsThere())
        throw std::runtime_error("--parent-pipe needs a pipe on stdin");
    raiseDescriptorLimit();
    auto owner = prepare(options);
    asio::io_context context(1);
    const auto service =
        listen(context, options, owner ? std::optional(owner->token) : std::nullopt);
    service->start(options.parentPipe);
    printReadyLine(service->origin(), owner ? owner->text : Bytes());
    owner.reset();
    context.run();
    return service->hasFailed() ? 1 : 0;
}

} // namespace keydesk::server
