// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "UiTest.h"

#include <QDialog>
#include <QLabel>
#include <QTranslator>

namespace keydesk::testing {

/** True if a person sees \a text somewhere in \a widget. */
inline bool shows(const QWidget *widget, const QString &text)
{
    const auto labels = widget->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

/** As a screen reader names them, in the order in which Tab reaches them. */
inline QStringList tabOrder(QDialog *dialog)
{
    const auto name = [](const QWidget *widget) {
        const auto *pushButton = qobject_cast<const QPushButton *>(widget);
        const bool unnamed = pushButton && widget->accessibleName().isEmpty();
        return unnamed ? pushButton->text() : widget->accessibleName();
    };
    dialog->activateWindow();
    if (!QTest::qWaitForWindowActive(dialog))
        return {};
    const QWidget *first = dialog->focusWidget();
    QStringList names{name(first)};
    for (int step = 0; step < 20; ++step) {
        QTest::keyClick(dialog, Qt::Key_Tab);
        if (dialog->focusWidget() == first)
            return names;
        names.append(name(dialog->focusWidget()));
    }
    return names;
}

/** What of \a dialog is cut off where the window is as small as it can be, 800 by 520. */
inline QStringList cutOff(QDialog *dialog)
{
    QStringList found;
    if (dialog->width() > 800 || dialog->height() > 520)
        found.append(
            QStringLiteral("the dialog: %1 x %2").arg(dialog->width()).arg(dialog->height()));
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        const int height =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const bool tooWide = !label->wordWrap() && label->width() < label->sizeHint().width();
        if (label->isVisible() && (tooWide || label->height() < height))
            found.append(label->text());
    }
    const auto buttons = dialog->findChildren<QPushButton *>();
    for (const QPushButton *candidate : buttons) {
        if (candidate->isVisible() && candidate->width() < candidate->sizeHint().width())
            found.append(candidate->text());
    }
    return found;
}

/** As long as the longest of the other languages: German needs up to 40 % more. */
class LongTranslator : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + text.right(std::max<qsizetype>(3, text.size() * 2 / 5));
    }
    bool isEmpty() const override { return false; }
};

/** While it lives, every text is long. */
class LongTexts
{
public:
    LongTexts() { QCoreApplication::installTranslator(&m_translator); }
    ~LongTexts() { QCoreApplication::removeTranslator(&m_translator); }
    Q_DISABLE_COPY_MOVE(LongTexts)

private:
    LongTranslator m_translator;
};

} // namespace keydesk::testing
