// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>

namespace keydesk::testing {

/**
 * Runs the test program again on a session bus of its own, with dbus-run-session's \a options, and
 * gives its exit code; nothing if this is that run already.
 */
inline std::optional<int> runOnPrivateBus(int argc, char **argv, QStringList options = {})
{
    if (qEnvironmentVariableIsSet("KEYDESK_PRIVATE_BUS"))
        return std::nullopt;
    qputenv("KEYDESK_PRIVATE_BUS", "1");
    options.append(QStringLiteral("--"));
    for (int argument = 0; argument < argc; ++argument)
        options.append(QString::fromLocal8Bit(argv[argument]));
    return QProcess::execute(QStringLiteral("dbus-run-session"), options);
}

} // namespace keydesk::testing
