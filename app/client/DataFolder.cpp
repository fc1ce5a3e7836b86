// SPDX-License-Identifier: Apache-2.0
#include "client/DataFolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace keydesk::client {

using namespace Qt::StringLiterals;

Result<QString> dataFolder()
{
    const QString path = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const QFileDevice::Permissions ownerOnly =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, ownerOnly) ||
        !QFileInfo(path).isWritable())
        return tl::unexpected(Problem{.code = ProblemCode::ServerNotStarted, .detail = path});
    return path;
}

QString findServerProgram()
{
    const QString name = u"keydesk-server"_s;
    const QFileInfo beside(QCoreApplication::applicationDirPath() + u'/' + name);
    return beside.isExecutable() ? beside.absoluteFilePath() : QStandardPaths::findExecutable(name);
}

} // namespace keydesk::client
