// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/ApiKey.h"

#include <QList>
#include <QWidget>

namespace keydesk::ui {

/** What depends on a key, as far as its use tells: what would break without it. */
class KeyImpact : public QWidget
{
    Q_OBJECT

public:
    KeyImpact(const ApiKey &key, const QDateTime &now, QWidget *parent = nullptr);
};

/** The same for several: together, and each, the one that was used last at the top. */
class KeysImpact : public QWidget
{
    Q_OBJECT

public:
    KeysImpact(QList<ApiKey> keys, const QDateTime &now, QWidget *parent = nullptr);
};

} // namespace keydesk::ui
