// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/AccessToken.h"
#include "keys/Problem.h"

#include <QFuture>
#include <QObject>

namespace keydesk::client {

/** Has the access token that requests are sent with, and gets a new one when it must. */
class Authoriser : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** A token that is believed to be good, at once or after it has been renewed. With a problem
     *  the request is not sent, and ends with it. */
    virtual QFuture<Result<AccessToken>> accessToken() = 0;

    /** The server knows \a token no longer (token-invalid): do not give it again. */
    virtual void onTokenRefused(const AccessToken &token) = 0;
};

} // namespace keydesk::client
