// SPDX-License-Identifier: Apache-2.0
#include "server/store/KeyLookup.h"

#include "server/store/SqliteKeyLookup.h"

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

} // namespace keydesk::server
