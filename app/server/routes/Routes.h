// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/AuditRoutes.h"
#include "server/routes/BrowserSignInRoutes.h"
#include "server/routes/CourseRoutes.h"
#include "server/routes/DocumentRoutes.h"
#include "server/routes/EventRoutes.h"
#include "server/routes/GroupRoutes.h"
#include "server/routes/HealthRoutes.h"
#include "server/routes/IdentificationRoutes.h"
#include "server/routes/IntrospectRoutes.h"
#include "server/routes/KeyChangeRoutes.h"
#include "server/routes/KeyRoutes.h"
#include "server/routes/MemberRoutes.h"
#include "server/routes/MetricsRoutes.h"
#include "server/routes/PathRoutes.h"
#include "server/routes/SessionRoutes.h"
#include "server/routes/TokenRoutes.h"
#include "server/routes/UsageRoutes.h"
#include "server/routes/UserRoutes.h"
#include "server/routes/VerifyRoutes.h"

#include <optional>

namespace keydesk::server {

/** What the routes work with; outlives them. */
struct RouteParts
{
    Store &store;
    const ServerKey &serverKey;
    KeyFinder &keys;
    KeyUseBuffer &uses;
    GuessBrake &brake;
    PlatformEvents &events;
    Metrics &metrics;
    const Log &log;
    const Limits &limits;                 ///< those that are served
    bool isEncrypted;                     ///< whether clients speak TLS with this server itself
    IdentityProvider *provider = nullptr; ///< of the sign-in by browser, if there is one
};

/** Everything that the server answers, put together. */
class Routes
{
public:
    Routes(const RouteParts &parts, std::optional<OwnerToken> ownerToken, QByteArray openApi);
    Routes(const Routes &) = delete; // the router's handlers know where their routes are
    Routes &operator=(const Routes &) = delete;

    const Router &router() const { return m_router; }

private:
    Access m_access;
    KeyToken m_keyToken;
    KeyCheck m_keyCheck;
    SessionRoutes m_sessions;
    BrowserSignInRoutes m_browserSignIn;
    MemberRoutes m_members;
    KeyRoutes m_keys;
    KeyChangeRoutes m_keyChanges;
    IdentificationRoutes m_identifications;
    AuditRoutes m_audit;
    EventRoutes m_events;
    UsageRoutes m_usage;
    VerifyRoutes m_verify;
    TokenRoutes m_tokens;
    IntrospectRoutes m_introspect;
    UserRoutes m_users;
    GroupRoutes m_groups;
    CourseRoutes m_courses;
    PathRoutes m_paths;
    HealthRoutes m_health;
    MetricsRoutes m_metrics;
    DocumentRoutes m_documents;
    Router m_router;
};

} // namespace keydesk::server
