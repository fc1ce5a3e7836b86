// SPDX-License-Identifier: Apache-2.0
#include "server/commands/ServeCommand.h"

#include "server/commands/LocalOwner.h"
#include "server/commands/OpenDatabase.h"
#include "server/commands/ParentPipe.h"
#include "server/commands/Service.h"

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

std::optional<IssuedOwnerToken> prepare(const ServeOptions &options)
{
    const auto database = openDatabase(options.database, options.parentPipe ? IfEmpty::CreateSchema
                                                                            : IfEmpty::Refuse);
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
