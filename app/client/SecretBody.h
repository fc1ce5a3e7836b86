// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/SecretText.h"

#include <QIODevice>

#include <memory>

namespace keydesk::client {

/**
 * The body of a request that holds a secret, read out of memory that is wiped when its last owner
 * goes. (What the network has copied for sending is out of reach.)
 *
 * It can be read once. So Qt, which may send a request again by itself when the connection breaks
 * before an answer, cannot do that here: a refresh token sent twice would end its session.
 */
class SecretBody : public QIODevice
{
public:
    explicit SecretBody(std::shared_ptr<const SecretText> text);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return bytesAvailable() == 0; }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    std::shared_ptr<const SecretText> m_text;
    qint64 m_position = 0;
};

} // namespace keydesk::client
