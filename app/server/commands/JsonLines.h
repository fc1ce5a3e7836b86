// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>

namespace keydesk::server {

/**
 * Where in \a json the value is to which \a pointer leads (RFC 6901), in bytes from the beginning;
 * of a value that is not there, where the last one is on the way to it. QJsonDocument must have
 * accepted \a json: this only finds its way in it, and judges nothing.
 */
qsizetype offsetInJson(QByteArrayView json, const QString &pointer);

/** The line of the byte at \a offset, from 1. */
qsizetype lineAt(QByteArrayView text, qsizetype offset);

/** \a name as one part of a JSON pointer, with the slash before it. */
QString pointerPart(const QString &name);

} // namespace keydesk::server
