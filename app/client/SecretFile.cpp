// SPDX-License-Identifier: Apache-2.0
#include "client/SecretFile.h"

#include "keys/ApiKeySecret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                             QFileDevice::ReadOther | QFileDevice::WriteOther;

tl::unexpected<Problem> fileProblem(ProblemCode code, const QString &detail)
{
    return tl::unexpected(Problem{.code = code, .detail = detail});
}

// The secret is copied from one locked place to the other, and is in nothing that grows.
SecretText around(const QByteArray &before, const ApiKeySecret &secret, const QByteArray &after)
{
    const std::array<QByteArrayView, 3> parts{before, secret.view(), after};
    std::size_t size = 0;
    for (const QByteArrayView part : parts)
        size += static_cast<std::size_t>(part.size());
    SecretText whole = SecretText::ofSize(size);
    char *end = whole.data();
    for (const QByteArrayView part : parts) {
        std::memcpy(end, part.data(), static_cast<std::size_t>(part.size()));
        end += part.size();
    }
    return whole;
}

QByteArray originOf(const QUrl &api)
{
    return api.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

// Behind a number sign nothing may begin another line: the file is read by shells.
QByteArray asComment(QString text)
{
    for (QChar &character : text) {
        if (!character.isPrint())
            character = QChar::Space;
    }
    return "# " + text.toUtf8() + '\n';
}

// As a POSIX shell reads it, whatever the backend has given.
QByteArray quoted(QByteArray value)
{
    return '\'' + value.replace("'", "'\\''") + '\'';
}

SecretText asEnv(const ApiKeySecret &secret, const KeyUse &use)
{
    return around(asComment(use.label) + "KEYDESK_API_KEY='", secret,
                  "'\nKEYDESK_COMPANY_ID=" + quoted(use.companyId.toUtf8()) +
                      "\nKEYDESK_API_URL=" + quoted(originOf(use.api)) + '\n');
}

SecretText asJson(const ApiKeySecret &secret, const KeyUse &use)
{
    const QByteArray others =
        QJsonDocument(QJsonObject{{u"apiUrl"_s, QString::fromLatin1(originOf(use.api))},
                                  {u"companyId"_s, use.companyId},
                                  {u"label"_s, use.label}})
            .toJson();
    return around("{\n    \"apiKey\": \"", secret, "\"," + others.sliced(1)); // without its "{"
}

bool waitForDisk([[maybe_unused]] QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return file.flush();
#endif
}

// A new file; gone again if it is not all there. Unbuffered: no copy stays in a buffer.
Result<Done> writeNew(QFile &file, const SecretText &content)
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, ownerOnly))
        return fileProblem(QFileInfo(file).exists() ? ProblemCode::FileExists
                                                    : ProblemCode::FileFailed,
                           file.errorString());
    const qsizetype size = content.view().size();
    const bool isPrivate = !(file.permissions() & anybodyElse); // some file systems know no owners
    const bool isWritten =
        isPrivate && file.write(content.view().data(), size) == size && waitForDisk(file);
    const QString why = file.errorString();
    file.close();
    if (isWritten)
        return Done{};
    file.remove();
    return fileProblem(isPrivate ? ProblemCode::FileFailed : ProblemCode::FileNotPrivate, why);
}

// Beside the old one first, so that there is always one of the two; both have their own mode.
Result<Done> replace(const QString &path, const SecretText &content)
{
    QFile beside(path + u'.' + QString::number(QRandomGenerator::system()->generate64(), 36));
    if (auto written = writeNew(beside, content); !written)
        return written;
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(beside.fileName().toStdU16String()),
                            std::filesystem::path(path.toStdU16String()), error);
    if (!error)
        return Done{};
    beside.remove();
    return fileProblem(ProblemCode::FileFailed, QString::fromLocal8Bit(error.message().c_str()));
}

} // namespace

SecretFileFormat secretFileFormat(const QString &path)
{
    return path.endsWith(u".json", Qt::CaseInsensitive) ? SecretFileFormat::Json
                                                        : SecretFileFormat::Env;
}

SecretText secretFileContent(SecretFileFormat format, const ApiKeySecret &secret, const KeyUse &use)
{
    return format == SecretFileFormat::Json ? asJson(secret, use) : asEnv(secret, use);
}

QString gitWorkTree(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    const QString real = QFileInfo(parent).canonicalFilePath(); // empty if there is no such folder
    QDir folder(real.isEmpty() ? parent : real);
    do {
        if (folder.exists(u".git"_s)) // a file, in a submodule or a second work tree
            return folder.path();
    } while (folder.cdUp());
    return {};
}

Result<Done> writeSecretFile(const QString &path, const SecretText &content, ExistingFile existing)
{
    if (existing == ExistingFile::Replace && QFileInfo(path).isDir())
        return fileProblem(ProblemCode::FileFailed, u"it is a folder"_s);
    if (existing == ExistingFile::Replace)
        return replace(path, content);
    QFile file(path);
    return writeNew(file, content);
}

} // namespace keydesk::client
