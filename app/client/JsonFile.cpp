// SPDX-License-Identifier: Apache-2.0
#include "client/JsonFile.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Problem> failed(const QString &path, const QString &why)
{
    return tl::unexpected(
        Problem{.code = ProblemCode::CacheFailed, .detail = path + u": "_s + why});
}

} // namespace

JsonFile::JsonFile(QString path, int version)
    : m_path(std::move(path))
    , m_version(version)
{
}

Result<QJsonObject> JsonFile::load()
{
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    m_mayBeReplaced = false;
    if (!file.open(QIODevice::ReadOnly))
        return failed(m_path, file.errorString());
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failed(m_path, file.errorString());

    const QJsonObject content = QJsonDocument::fromJson(bytes).object();
    const int version = content.value(u"version").toInt();
    if (version > m_version)
        return failed(m_path, u"written by a newer version"_s);
    m_mayBeReplaced = version > 0 || file.rename(freeName());
    if (version <= 0)
        return failed(m_path, u"damaged"_s);
    return content;
}

void JsonFile::keepCopy()
{
    m_mayBeReplaced = QFile::copy(m_path, freeName());
}

Result<Done> JsonFile::store(QJsonObject content) const
{
    if (!m_mayBeReplaced)
        return failed(m_path, u"left as it is, because it could not be read"_s);
    content.insert(u"version"_s, m_version);
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failed(m_path, file.errorString());
    file.write(QJsonDocument(content).toJson());
    if (!file.commit())
        return failed(m_path, file.errorString());
    return Done{};
}

// What was kept before stays: nobody knows in which of them the good part is.
QString JsonFile::freeName() const
{
    QString name = m_path + u".damaged"_s;
    for (int number = 2; QFile::exists(name); ++number)
        name = m_path + u".damaged-%1"_s.arg(number);
    return name;
}

} // namespace keydesk::client
