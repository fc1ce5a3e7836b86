// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Routes.h"

namespace keydesk::server {

Routes::Routes(Store &store, const ServerKey &serverKey, KeyUseBuffer &uses, GuessBrake &brake,
               PlatformEvents &events, std::optional<OwnerToken> ownerToken, QByteArray openApi,
               const Log &log)
    : m_access(store, std::move(ownerToken))
    , m_keyToken(serverKey)
    , m_keyCheck(store, uses, m_keyToken, brake)
    , m_sessions(store, m_access, log)
    , m_members(store, m_access)
    , m_keys(store, m_access, serverKey, uses, events)
    , m_keyChanges(store, m_access, events)
    , m_identifications(store, m_access)
    , m_audit(store, m_access)
    , m_events(store, m_access, events)
    , m_usage(store, m_access, uses)
    , m_verify(m_keyCheck)
    , m_tokens(store, m_keyCheck, m_keyToken)
    , m_introspect(m_keyCheck)
    , m_users(store, m_keyCheck)
    , m_groups(store, m_keyCheck)
    , m_courses(store, m_keyCheck)
    , m_paths(store, m_keyCheck)
    , m_health(store)
    , m_documents(std::move(openApi))
{
    m_verify.addTo(m_router); // first, because it is asked most
    m_tokens.addTo(m_router);
    m_introspect.addTo(m_router);
    m_users.addTo(m_router);
    m_sessions.addTo(m_router);
    m_groups.addTo(m_router);
    m_courses.addTo(m_router);
    m_paths.addTo(m_router);
    m_members.addTo(m_router);
    m_keys.addTo(m_router);
    m_keyChanges.addTo(m_router);
    m_identifications.addTo(m_router);
    m_audit.addTo(m_router);
    m_events.addTo(m_router);
    m_usage.addTo(m_router);
    m_health.addTo(m_router);
    m_documents.addTo(m_router);
}

} // namespace keydesk::server
