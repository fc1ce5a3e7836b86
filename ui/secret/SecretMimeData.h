// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"

#include <QMimeData>

namespace keydesk::ui {

/**
 * A key as the clipboard holds it: in locked memory, made into a text only while somebody pastes
 * it, and marked as a secret by secretHints().
 */
class SecretMimeData : public QMimeData
{
    Q_OBJECT

public:
    explicit SecretMimeData(ApiKeySecret secret);

    QStringList formats() const override;
    bool hasFormat(const QString &mimeType) const override;

protected:
    QVariant retrieveData(const QString &mimeType, QMetaType type) const override;

private:
    ApiKeySecret m_secret;
};

} // namespace keydesk::ui
