// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"
#include "keys/Problem.h"

#include <QFuture>

namespace keydesk::client {

class RestClient;

/** Who is signed in, as the backend knows them. Thread and futures as in RestClient. */
QFuture<Result<MemberRef>> signedInMember(RestClient &rest);

} // namespace keydesk::client
