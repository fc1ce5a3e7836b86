// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyLookup.h"

#include "server/store/Blob.h"
#include "server/store/SqliteKeyLookup.h"

#include <QHash>

namespace keydesk::server {

namespace {

/** Through Qt, for a connection that is not one of the SQLite library that we are linked with. */
class PlainKeyLookup : public KeyLookup
{
public:
    explicit PlainKeyLookup(Database &database)
        : m_keys(database)
    {
    }

    void answer(KeyQuestions questions, qint64 now) override
    {
        for (KeyQuestion *question : questions)
            question->answer = question->isBySecret()
                                   ? m_keys.withSecret(question->secret, now)
                                   : m_keys.at(question->platformId, question->keyId, now);
    }

private:
    KeyTable m_keys;
};

} // namespace

std::unique_ptr<KeyLookup> KeyLookup::forEmbedded(Database &database)
{
    if (auto direct = SqliteKeyLookup::forEmbedded(database))
        return direct;
    return std::make_unique<PlainKeyLookup>(database);
}

void answerAll(Database &database, KeyQuestions questions, qint64 now)
{
    PostgresqlArray secrets;
    PostgresqlArray platforms;
    PostgresqlArray ids;
    for (const KeyQuestion *question : questions) {
        if (question->isBySecret()) {
            secrets.append(question->secret);
        } else {
            platforms.append(question->platformId);
            ids.append(question->keyId);
        }
    }
    KeyTable keys(database);
    QHash<QByteArray, KeyCredential> bySecret;
    QHash<QString, KeyCredential> byId;
    if (!secrets.isEmpty()) {
        for (KeyCredential &key : keys.withSecrets(secrets, now))
            bySecret.insert(blobOf(key.secretSha256), std::move(key));
    }
    if (!ids.isEmpty()) {
        for (KeyCredential &key : keys.atPlaces(platforms, ids, now))
            byId.insert(textOf(key.id), std::move(key));
    }
    for (KeyQuestion *question : questions) {
        if (const auto found = bySecret.constFind(blobOf(question->secret));
            question->isBySecret() && found != bySecret.constEnd())
            question->answer = *found;
        if (const auto found = byId.constFind(question->keyId);
            found != byId.constEnd() && textOf(found->platformId) == question->platformId)
            question->answer = *found;
    }
}

} // namespace keydesk::server
