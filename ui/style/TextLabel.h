// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace keydesk::ui {

enum class TextKind { PageTitle, DialogTitle, Strong, Body, Secondary, Small, Monospaced };
enum class TextTone { Normal, Secondary, Success, Warning, Error };

/**
 * A label that never reads its text as HTML and that keeps its size and colour relative to the
 * desktop's, when those change too.
 */
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(TextKind kind, const QString &text = {}, QWidget *parent = nullptr);

    void setTone(TextTone tone);
    /** Selectable with the mouse and, where it stands for itself, with the keyboard. */
    void setSelectable(bool byKeyboard);
    /** Lets words that are longer than a line break anywhere; screen readers hear \a text. */
    void setBreakableText(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void adapt();

    TextKind m_kind;
    TextTone m_tone = TextTone::Normal;
    bool m_adapting = false;
};

/** \a text within a sentence: written from right to left, it does not take the rest along. */
QString isolated(const QString &text);

} // namespace keydesk::ui
