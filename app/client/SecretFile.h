// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"
#include "keys/KeyUse.h"
#include "keys/Problem.h"

#include <QString>

namespace keydesk {
class ApiKeySecret;
}

namespace keydesk::client {

enum class SecretFileFormat {
    Env,  ///< lines NAME='value', as shells and most tools for .env files read them
    Json, ///< one object (RFC 8259)
};

/** By the name: Json for one that ends with ".json", Env for any other. */
SecretFileFormat secretFileFormat(const QString &path);

/** The whole file, in UTF-8. Its names are KEYDESK_API_KEY, KEYDESK_COMPANY_ID and KEYDESK_API_URL;
 *  apiKey, companyId, apiUrl and label in JSON. */
SecretText secretFileContent(SecretFileFormat format, const ApiKeySecret &secret,
                             const KeyUse &use);

/** The folder of the git work tree in which \a path lies or would lie; empty: in none. */
QString gitWorkTree(const QString &path);

enum class ExistingFile { Keep, Replace };

/**
 * Writes a file that only its owner may read (mode 0600), as a whole or not at all, and waits for
 * the disk. Problems: FileExists (and ExistingFile::Keep was asked for; it is left as it is),
 * FileNotPrivate (others could read a file there, so there is none), FileFailed. May wait for the
 * disk: not for the GUI thread.
 */
Result<Done> writeSecretFile(const QString &path, const SecretText &content, ExistingFile existing);

} // namespace keydesk::client
