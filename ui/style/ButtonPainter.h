// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "style/ButtonKind.h"

#include <QSize>

class QPainter;
class QStyleOptionButton;
class QWidget;

namespace keydesk::ui {

/** How KeydeskStyle measures and paints push buttons. */
ButtonKind buttonKindOf(const QWidget *widget);
QSize buttonSize(const QStyleOptionButton &option, ButtonKind kind);
void paintButton(QPainter *painter, const QStyleOptionButton &option, ButtonKind kind,
                 bool showMnemonic);

} // namespace keydesk::ui
