// SPDX-License-Identifier: Apache-2.0
#include "server/routes/Routes.h"

namespace keydesk::server {

Routes::Routes(const RouteParts &parts, std::optional<OwnerToken> ownerToken, QByteArray openApi)
    : m_access(parts.store, std::move(ownerToken))
    , m_keyToken(parts.serverKey)
    , m_keyCheck(parts.keys, parts.uses, m_keyToken, parts.brake, parts.metrics)
    , m_sessions(parts.store, m_access, parts.log, parts.metrics)
    , m_browserSignIn(parts.store, parts.provider, parts.log, parts.metrics)
    , m_members(parts.store, m_access, parts.limits,
                parts.provider ? &parts.provider->settings() : nullptr)
    , m_keys(parts.store, m_access, parts.serverKey, parts.uses, parts.events)
    , m_keyChanges(parts.store, m_access, parts.events)
    , m_identifications(parts.store, m_access)
    , m_audit(parts.store, m_access)
    , m_events(parts.store, m_access, parts.events)
    , m_usage(parts.store, m_access, parts.uses)
    , m_verify(m_keyCheck)
    , m_tokens(parts.store, m_keyCheck, m_keyToken)
    , m_introspect(m_keyCheck)
    , m_users(parts.store, m_keyCheck)
    , m_groups(parts.store, m_keyCheck)
    , m_courses(parts.store, m_keyCheck)
    , m_paths(parts.store, m_keyCheck)
    , m_health(parts.store, parts.metrics)
    , m_metrics(parts.metrics)
    , m_documents(std::move(openApi), parts.isEncrypted)
{
    m_verify.addTo(m_router); // first, because it is asked most
    m_tokens.addTo(m_router);
    m_introspect.addTo(m_router);
    m_users.addTo(m_router);
    m_sessions.addTo(m_router);
    m_browserSignIn.addTo(m_router);
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
    m_metrics.addTo(m_router);
    m_documents.addTo(m_router);
}

} // namespace keydesk::server
