// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/AuditRoutes.h"
#include "server/routes/DocumentRoutes.h"
#include "server/routes/EventRoutes.h"
#include "server/routes/HealthRoutes.h"
#include "server/routes/IdentificationRoutes.h"
#include "server/routes/KeyChangeRoutes.h"
#include "server/routes/KeyRoutes.h"
#include "server/routes/MemberRoutes.h"
#include "server/routes/SessionRoutes.h"
#include "server/routes/UserRoutes.h"
#include "server/routes/VerifyRoutes.h"

#include <optional>

namespace keydesk::server {

/** Everything that the server answers, put together. */
class Routes
{
public:
    Routes(Store &store, const ServerKey &serverKey, KeyUseBuffer &uses, PlatformEvents &events,
           std::optional<OwnerToken> ownerToken, QByteArray openApi, const Log &log);
    Routes(const Routes &) = delete; // the router's handlers know where their routes are
    Routes &operator=(const Routes &) = delete;

    const Router &router() const { return m_router; }

private:
    Access m_access;
    KeyCheck m_keyCheck;
    SessionRoutes m_sessions;
    MemberRoutes m_members;
    KeyRoutes m_keys;
    KeyChangeRoutes m_keyChanges;
    IdentificationRoutes m_identifications;
    AuditRoutes m_audit;
    EventRoutes m_events;
    VerifyRoutes m_verify;
    UserRoutes m_users;
    HealthRoutes m_health;
    DocumentRoutes m_documents;
    Router m_router;
};

} // namespace keydesk::server
