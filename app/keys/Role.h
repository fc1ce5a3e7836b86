// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace keydesk {

/** What a member is on one platform. The same person can have another role on another platform. */
enum class Role { Owner, Admin, Author, Learner };

/** The name in the REST API and the database: "owner", "admin", "author", "learner". */
QLatin1StringView roleName(Role role);
std::optional<Role> roleFromName(QStringView name);

/** Only owners and administrators may see or manage the keys of a platform. */
bool mayManageKeys(Role role);

} // namespace keydesk
