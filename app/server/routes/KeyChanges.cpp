// SPDX-License-Identifier: Apache-2.0
#include "server/routes/KeyChanges.h"

#include "keys/Platform.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

Refusal keyRefusal(ProblemCode code)
{
    switch (code) {
    case ProblemCode::KeyLimitReached: {
        Refusal refused = refusal(code, u"All %1 keys of the platform are in use."_s.arg(keyLimit));
        refused.members = {{u"limit"_s, keyLimit}, {u"used"_s, keyLimit}};
        return refused;
    }
    case ProblemCode::ExpiryInvalid:
        return refusal(code, u"expiresAt is not in the future."_s);
    case ProblemCode::KeyChanged:
        return refusal(code, u"The key's revision is not the one in If-Match."_s);
    case ProblemCode::NotFound:
        return refusal(code, u"There is no such key on this platform."_s);
    case ProblemCode::RoleRequired:
        return refusal(code, u"Only owners and administrators of the platform may do this."_s);
    default:
        return refusal(code, {});
    }
}

} // namespace keydesk::server
