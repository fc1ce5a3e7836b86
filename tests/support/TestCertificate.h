// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::testing {

/** Two PEM files. */
struct TestCertificate
{
    QString certificateFile;
    QString keyFile;
};

/**
 * Makes NAME.crt and NAME.key (mode 0600) in \a folder: for localhost and the loopback addresses,
 * signed by itself, good for \a days days.
 */
TestCertificate makeCertificate(const QString &folder, const QString &name, int days = 2);

} // namespace keydesk::testing
