// SPDX-License-Identifier: Apache-2.0
#include "keys/Role.h"

namespace keydesk {

QLatin1StringView roleName(Role role)
{
    switch (role) {
    case Role::Owner:
        return QLatin1StringView("owner");
    case Role::Admin:
        return QLatin1StringView("admin");
    case Role::Author:
        return QLatin1StringView("author");
    case Role::Learner:
        return QLatin1StringView("learner");
    }
    Q_UNREACHABLE();
}

std::optional<Role> roleFromName(QStringView name)
{
    for (const Role role : {Role::Owner, Role::Admin, Role::Author, Role::Learner}) {
        if (name == roleName(role))
            return role;
    }
    return std::nullopt;
}

bool mayManageKeys(Role role)
{
    return role == Role::Owner || role == Role::Admin;
}

} // namespace keydesk
