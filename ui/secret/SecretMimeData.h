// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKeySecret.h"

#include <QMimeData>

#include <optional>

namespace keydesk::ui {

/**
 * A key as the clipboard holds it: in locked memory, made into a text only while somebody pastes
 * it, and marked as a secret by secretHints().
 */
class SecretMimeData : public QMimeData
{
    Q_OBJECT

public:
    enum class Delivery {
        AtOnce,
        /** Other programs get an empty text until deliver(); this one is given the key. As it is
         *  for Wayland, it is offered there in every form that Qt's plugin would add of itself. */
        Withheld,
    };

    explicit SecretMimeData(ApiKeySecret secret, Delivery delivery = Delivery::AtOnce);

    void deliver() { m_delivery = Delivery::AtOnce; }

    /** It is of no use any more, but may live on: Qt's Wayland plugin never deletes it. */
    void forget();

    QStringList formats() const override;
    bool hasFormat(const QString &mimeType) const override;

protected:
    QVariant retrieveData(const QString &mimeType, QMetaType type) const override;

private:
    std::optional<ApiKeySecret> m_secret; ///< none: forgotten
    bool m_isForWayland;
    Delivery m_delivery;
};

} // namespace keydesk::ui
