// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>

#include <algorithm>

namespace keydesk::testing {

/**
 * Whether the thread of some QNetworkAccessManager is still there. One that is destroyed waits for
 * its thread only until that has nothing left to do but to give back what it keeps for itself. If
 * the program ends meanwhile, that and OpenSSL's own end meet: a leak, or memory freed twice. A
 * test that used TLS until its end waits for this to be false. (Linux: its name, cut to 15.)
 */
inline bool hasNetworkThreads()
{
    const QDir tasks(QStringLiteral("/proc/self/task"));
    const QStringList ids = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::ranges::any_of(ids, [&tasks](const QString &id) {
        QFile name(tasks.filePath(id + QStringLiteral("/comm")));
        return name.open(QIODevice::ReadOnly) && name.readAll().startsWith("QNetworkAccessM");
    });
}

} // namespace keydesk::testing
