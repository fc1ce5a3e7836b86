// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QJsonObject>
#include <QString>

namespace keydesk::client {

/**
 * A small file, for its owner only, whose content must not be lost: it is replaced as a whole or
 * not at all, and one that this version does not understand is never overwritten.
 */
class JsonFile
{
public:
    /** \a version is written into the file, and a higher one is not touched. */
    JsonFile(QString path, int version);

    /**
     * The content; empty if there is no file. Problem: CacheFailed. A damaged file is kept under
     * another name then, and a new one may be stored.
     */
    Result<QJsonObject> load();

    /** Keeps a copy of the file as it is under another name, before something of it is dropped. */
    void keepCopy();

    /** Waits for the disk. Problem: CacheFailed; the file is as it was then. */
    Result<Done> store(QJsonObject content) const;

private:
    QString freeName() const;

    QString m_path;
    int m_version;
    bool m_mayBeReplaced = true;
};

} // namespace keydesk::client
