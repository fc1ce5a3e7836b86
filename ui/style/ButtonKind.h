// SPDX-License-Identifier: Apache-2.0
#pragma once

class QAbstractButton;

namespace keydesk::ui {

/** What a button means; KeydeskStyle paints it accordingly. One Primary a screen. */
enum class ButtonKind {
    Plain,
    Primary,     ///< filled with the accent: the one thing to do next
    DangerQuiet, ///< red words without a frame: one of many, in a row
    Danger,      ///< filled red: destroys, never the default
    Quiet,       ///< no frame until it is hovered
    Link,        ///< reads as a link in running text
};

void setButtonKind(QAbstractButton *button, ButtonKind kind);
/** Plain for whatever was never given a kind. */
ButtonKind buttonKind(const QAbstractButton *button);

} // namespace keydesk::ui
