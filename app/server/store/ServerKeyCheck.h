// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/Database.h"
#include "server/store/ServerKey.h"

namespace keydesk::server {

/**
 * Knows again the server key that a database is served with: nothing else would say that another
 * one was given, until somebody repeats a create or sends a token. What is kept tells nothing about
 * the key.
 */
class ServerKeyCheck
{
public:
    explicit ServerKeyCheck(Database &database);

    /** Whether \a key is the one of those who served before. Writes nothing. */
    bool knows(const ServerKey &key);
    /** The same, in a transaction; the first key ever is kept, and known from then on. */
    bool accept(const ServerKey &key);
    /** From now on it is \a key. */
    void replace(const ServerKey &key);

private:
    Database &m_database;
};

} // namespace keydesk::server
