// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/KeyTable.h"

#include <memory>
#include <span>

namespace keydesk::server {

/** Which key is meant: by its secret's hash, or by its place if there is one. */
struct KeyQuestion
{
    Sha256 secret{};
    QString platformId;
    QString keyId;
    std::optional<KeyCredential> answer{};

    bool isBySecret() const { return keyId.isEmpty(); }
};

using KeyQuestions = std::span<KeyQuestion *const>;

/**
 * Looks up keys for /verify and the integration API in an embedded database: the one question that
 * is asked thousands of times a second, so each database is asked in its own fastest way. Belongs
 * to one connection.
 */
class KeyLookup
{
public:
    /** For this connection to an embedded database, which must outlive it. */
    static std::unique_ptr<KeyLookup> forEmbedded(Database &database);

    KeyLookup() = default;
    KeyLookup(const KeyLookup &) = delete;
    KeyLookup &operator=(const KeyLookup &) = delete;
    virtual ~KeyLookup() = default;

    /** Answers from what is committed when it is called, or later. Throws DatabaseError. */
    virtual void answer(KeyQuestions questions, qint64 now) = 0;
};

} // namespace keydesk::server
