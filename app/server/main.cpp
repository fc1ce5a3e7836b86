// SPDX-License-Identifier: Apache-2.0
#include "process/Secrecy.h"
#include "server/commands/CommandLine.h"
#include "server/commands/ImportCommand.h"
#include "server/commands/InitCommand.h"
#include "server/commands/MemberCommand.h"
#include "server/commands/ServeCommand.h"
#include "server/commands/VerifyAuditCommand.h"
#include "server/store/SqliteKeyLookup.h"

#include <QCoreApplication>

#include <sodium.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <sys/stat.h>

using namespace keydesk::server;

namespace {

struct Run
{
    int operator()(const ServeOptions &options) const { return runServe(options); }
    int operator()(const InitOptions &options) const { return runInit(options); }
    int operator()(const MemberOptions &options) const { return runMember(options); }
    int operator()(const VerifyAuditOptions &options) const { return runVerifyAudit(options); }
    int operator()(const ImportOptions &options) const { return runImport(options); }
    int operator()(const TextWanted &wanted) const
    {
        std::fputs(wanted.text.toUtf8().constData(), stdout);
        return 0;
    }
    int operator()(const UsageError &error) const
    {
        std::fprintf(stderr, "keydesk-server: %s\n", error.sentence.toUtf8().constData());
        return 2;
    }
};

} // namespace

int main(int argc, char **argv)
{
    keydesk::forbidCoreDumps();
    keydesk::forbidReadingMemory();
    ::umask(077);                  // whatever the program writes is for its user only
    std::signal(SIGPIPE, SIG_IGN); // who does not listen any more must not end the program
    configureSqlite();
    const QCoreApplication application(argc, argv); // Qt Sql finds its drivers through it
    try {
        if (sodium_init() < 0)
            throw std::runtime_error("the system gives no random numbers");
        return std::visit(Run(), parseCommandLine(QCoreApplication::arguments().mid(1)));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "keydesk-server: %s\n", error.what());
        return 1;
    }
}
