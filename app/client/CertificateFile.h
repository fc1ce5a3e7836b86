// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QByteArray>
#include <QString>

namespace keydesk::client {

/** A certificate authority of an organisation's own, which a person chose to trust. */
struct CertificateAuthority
{
    QByteArray pem;  ///< its certificates and nothing else
    QString subject; ///< for people: the first one's name
};

/**
 * Reads a file in PEM or DER. Problem: CertificateFileInvalid, if it is longer than 64 KiB, cannot
 * be read or has no certificate in it; the detail says which.
 */
Result<CertificateAuthority> readCertificateAuthority(const QString &path);

/** The name of the authority in \a pem; empty if there is none. */
QString authorityName(const QByteArray &pem);

} // namespace keydesk::client
