// SPDX-License-Identifier: Apache-2.0
#include "settings/SettingsFile.h"

#include "client/Worker.h"

#include <QSemaphore>
#include <QSettings>
#include <QStandardPaths>

namespace keydesk::ui {

using namespace Qt::StringLiterals;

namespace {

QVariantMap readAll(const QString &path)
{
    const QSettings file(path, QSettings::IniFormat);
    QVariantMap values;
    const QStringList keys = file.allKeys();
    for (const QString &key : keys)
        values.insert(key, file.value(key));
    return values;
}

bool write(const QString &path, const QVariantMap &changes)
{
    QSettings file(path, QSettings::IniFormat);
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        if (change->isValid())
            file.setValue(change.key(), *change);
        else
            file.remove(change.key());
    }
    file.sync();
    return file.status() == QSettings::NoError;
}

} // namespace

SettingsFile::SettingsFile(client::Worker &worker, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_values(readAll(path()))
{
}

SettingsFile::~SettingsFile()
{
    waitUntilWritten();
}

// By path: with a program name and no organization, QSettings would make one up.
QString SettingsFile::path()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/keydesk.conf"_s;
}

QVariant SettingsFile::value(const QString &key, const QVariant &otherwise) const
{
    return m_values.value(key, otherwise);
}

void SettingsFile::set(const QVariantMap &values)
{
    QVariantMap changes;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (m_values.value(value.key()) != *value)
            changes.insert(value.key(), *value);
        if (value->isValid())
            m_values.insert(value.key(), *value);
        else
            m_values.remove(value.key());
    }
    if (changes.isEmpty() && m_canWrite)
        return;
    m_worker.run([this, changes] {
        m_unwritten.insert(changes);
        const bool isWritten = writeInWorker();
        QMetaObject::invokeMethod(
            this, [this, isWritten] { onWritten(isWritten); }, Qt::QueuedConnection);
        return isWritten;
    });
}

bool SettingsFile::writeInWorker()
{
    if (!m_unwritten.isEmpty() && !write(path(), m_unwritten))
        return false;
    m_unwritten.clear();
    return true;
}

void SettingsFile::waitUntilWritten()
{
    QSemaphore done;
    m_worker.run([this, &done] {
        const bool isWritten = writeInWorker(); // what could not be written before
        done.release();
        return isWritten;
    });
    done.acquire();
}

void SettingsFile::onWritten(bool isWritten)
{
    const bool isNews = m_canWrite && !isWritten;
    m_canWrite = isWritten;
    if (isNews)
        Q_EMIT writingFailed();
}

} // namespace keydesk::ui
