// SPDX-License-Identifier: Apache-2.0
#pragma once

class QPainter;
class QRect;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QWidget;

namespace keydesk::ui {

/** How KeydeskStyle paints what is not a button: fields, meters, headers, tips. */
inline constexpr int fieldPadding = 8;
inline constexpr int comboArrowWidth = 24; ///< with the room around it

void paintField(QPainter *painter, const QStyleOption &option, const QWidget *widget);
void paintComboBox(QPainter *painter, const QStyleOptionComboBox &option, const QWidget *widget);
/** Where its text stands. */
QRect comboTextRect(const QStyleOptionComboBox &option);
void paintCheckIndicator(QPainter *painter, const QStyleOption &option);
void paintMenuFrame(QPainter *painter, const QStyleOption &option);
void paintMeter(QPainter *painter, const QStyleOptionProgressBar &option);
void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option);
void paintToolTip(QPainter *painter, const QStyleOption &option);

} // namespace keydesk::ui
