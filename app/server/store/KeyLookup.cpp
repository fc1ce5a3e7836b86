// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyLookup.h"

#include "server/store/Blob.h"
#include "server/store/SqliteKeyLookup.h"

#include <QHash>

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** Through Qt, for a connection that is not one of the SQLite library that we are linked with. */
class PlainKeyLookup : public KeyLookup
{
public:
    explicit PlainKeyLookup(Database &database)
        : m_keys(database)
    {
    }

    std::optional<KeyCredential> find(const KeyQuestion &question, qint64 now) override
    {
        return question.id.isEmpty() ? m_keys.withSecret(question.secret, now)
                                     : m_keys.withId(question.id, now);
    }

private:
    KeyTable m_keys;
};

// An array as PostgreSQL writes it; the elements hold nothing that would have to be quoted.
QString arrayOf(const QStringList &elements)
{
    return u"{"_s + elements.join(u',') + u"}"_s;
}

QString byteaOf(const Sha256 &hash)
{
    return u"\"\\\\x"_s + QString::fromLatin1(blobOf(hash).toHex()) + u'"';
}

} // namespace

std::unique_ptr<KeyLookup> KeyLookup::forDatabase(Database &database)
{
    if (auto direct = SqliteKeyLookup::forDatabase(database))
        return direct;
    return std::make_unique<PlainKeyLookup>(database);
}

void answerAll(Database &database, const std::vector<KeyQuestion *> &questions, qint64 now)
{
    QStringList secrets;
    QStringList ids;
    for (const KeyQuestion *question : questions) {
        if (question->id.isEmpty())
            secrets.append(byteaOf(question->secret));
        else
            ids.append(question->id);
    }
    KeyTable keys(database);
    QHash<QByteArray, KeyCredential> bySecret;
    QHash<QString, KeyCredential> byId;
    if (!secrets.isEmpty()) {
        for (KeyCredential &key : keys.withSecrets(arrayOf(secrets), now))
            bySecret.insert(blobOf(key.secretSha256), std::move(key));
    }
    if (!ids.isEmpty()) {
        for (KeyCredential &key : keys.withIds(arrayOf(ids), now))
            byId.insert(key.id, std::move(key));
    }
    for (KeyQuestion *question : questions) {
        if (const auto found = bySecret.constFind(blobOf(question->secret));
            question->id.isEmpty() && found != bySecret.constEnd())
            question->answer = *found;
        if (const auto found = byId.constFind(question->id); found != byId.constEnd())
            question->answer = *found;
    }
}

} // namespace keydesk::server
