// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Problem.h"

#include <QFuture>

namespace keydesk::client {

/** Who sits at the computer, as the desktop can find out. */
class PersonCheck
{
public:
    PersonCheck() = default;
    PersonCheck(const PersonCheck &) = delete;
    PersonCheck &operator=(const PersonCheck &) = delete;
    virtual ~PersonCheck() = default;

    /**
     * Has the person prove that the keychain is theirs: locks it, and asks for its password. Other
     * programs find it locked meanwhile, and after a "no". Problems: KeychainLocked (nobody knew
     * the password), KeychainMissing, KeychainSilent.
     */
    virtual QFuture<Result<Done>> confirmPerson() = 0;
};

} // namespace keydesk::client
