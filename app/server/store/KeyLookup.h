// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyTable.h"

#include <memory>
#include <vector>

namespace keydesk::server {

/** Which key is meant: by its secret's hash, or by its id if there is one. */
struct KeyQuestion
{
    Sha256 secret{};
    QString id;
    std::optional<KeyCredential> answer;
};

/**
 * Looks up keys for /verify and the integration API: the one question that is asked thousands of
 * times a second, so each database is asked in its own fastest way. Belongs to one connection.
 */
class KeyLookup
{
public:
    /** For this connection, which must outlive it. */
    static std::unique_ptr<KeyLookup> forDatabase(Database &database);

    KeyLookup() = default;
    KeyLookup(const KeyLookup &) = delete;
    KeyLookup &operator=(const KeyLookup &) = delete;
    virtual ~KeyLookup() = default;

    /** Throws DatabaseError. */
    virtual std::optional<KeyCredential> find(const KeyQuestion &question, qint64 now) = 0;
};

/** Answers all questions with at most two statements. For PostgreSQL. */
void answerAll(Database &database, const std::vector<KeyQuestion *> &questions, qint64 now);

} // namespace keydesk::server
