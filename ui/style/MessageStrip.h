// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QBoxLayout;

namespace keydesk::ui {

class TextLabel;

enum class MessageKind { Info, Success, Warning, Error };

/** Tinted, with an icon: one plain text that asks for attention where it stands, and its buttons.
 */
class MessageStrip : public QWidget
{
    Q_OBJECT

public:
    explicit MessageStrip(QWidget *parent = nullptr);
    MessageStrip(MessageKind kind, const QString &text, QWidget *parent = nullptr);

    void setMessage(MessageKind kind, const QString &text);
    MessageKind kind() const { return m_kind; }
    QString text() const;

    /** Buttons go here, after the text; the strip owns them. */
    void addButton(QWidget *button);
    /** Makes it visible and has screen readers say it. */
    void present();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor foreground() const;
    QColor surface() const;

    MessageKind m_kind = MessageKind::Info;
    TextLabel *m_text;
    QBoxLayout *m_layout;
};

} // namespace keydesk::ui
