// SPDX-License-Identifier: Apache-2.0
#include "server/commands/ImportCommand.h"

#include "server/commands/CommandFailure.h"
#include "server/commands/JsonLines.h"
#include "server/commands/OpenDatabase.h"
#include "server/commands/PlatformImport.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = qint64{256} * 1024 * 1024;

QByteArray readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        throw commandFailure(u"cannot read %1: %2"_s.arg(name, file.errorString()));
    QByteArray content = file.read(mostBytes + 1); // its size need not be known, e.g. of a pipe
    if (content.size() > mostBytes)
        throw commandFailure(u"%1 is larger than 256 MiB; split it by platforms"_s.arg(name));
    if (file.error() != QFileDevice::NoError)
        throw commandFailure(u"cannot read %1: %2"_s.arg(name, file.errorString()));
    return content;
}

/** A name out of the file must not be able to make more lines of the one. */
QString oneLine(QString text)
{
    std::ranges::replace_if(
        text, [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u'?');
    return text;
}

std::runtime_error mistakeAt(const QString &file, qsizetype line, const QString &what)
{
    return commandFailure(
        u"%1, line %2: %3; nothing was imported"_s.arg(file).arg(line).arg(oneLine(what)));
}

QJsonObject parse(const QByteArray &content, const QString &file)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        throw mistakeAt(file, lineAt(content, error.offset), u"not JSON: "_s + error.errorString());
    if (!document.isObject())
        throw mistakeAt(file, 1, u"must be an object with the member platforms"_s);
    return document.object();
}

std::runtime_error firstOf(const std::vector<ImportMistake> &mistakes, const QByteArray &content,
                           const QString &file)
{
    std::vector<std::pair<qsizetype, const ImportMistake *>> places;
    places.reserve(mistakes.size());
    for (const ImportMistake &mistake : mistakes)
        places.emplace_back(offsetInJson(content, mistake.pointer), &mistake);
    const auto &[offset, first] =
        *std::ranges::min_element(places, {}, [](const auto &place) { return place.first; });
    return mistakeAt(file, lineAt(content, offset), first->pointer + u' ' + first->rule);
}

} // namespace

int runImport(const ImportOptions &options)
{
    const QByteArray content = readFile(options.file);
    const QJsonObject document = parse(content, options.file);
    const auto database = openDatabase(options.database, IfEmpty::CreateSchema);
    const QStringList ids = database->transaction([&](Database &inside) {
        PlatformImport import(inside, QDateTime::currentMSecsSinceEpoch());
        import.add(document);
        if (!import.mistakes().empty())
            throw firstOf(import.mistakes(), content, options.file); // and rolls back
        return import.platformIds();
    });
    for (const QString &id : ids)
        std::printf("%s\n", id.toLatin1().constData());
    return 0;
}

} // namespace keydesk::server
