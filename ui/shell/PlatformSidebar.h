// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"

#include <QList>
#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace keydesk::ui {

class PlatformRow;
class TextLabel;

enum class StatusKind { Neutral, Good, Warning, Bad };

/** The leftmost column: where the platforms come from, and the platforms with their Settings. */
class PlatformSidebar : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformSidebar(QWidget *parent = nullptr);

    void setHeading(const QString &text, const QString &toolTip = {});
    /** A word at the heading, e.g. "running"; empty hides it. */
    void setStatus(const QString &text, keydesk::ui::StatusKind kind);
    /** Keeps rows, focus and the current platform by id. */
    void setPlatforms(const QList<keydesk::Platform> &platforms);
    /** Marks a platform as selected; an unknown or empty id selects none. Emits nothing. */
    void setCurrentPlatform(const QString &id);
    QString currentPlatform() const { return m_current; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void platformActivated(const QString &id);
    void settingsRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *buildHeading();
    void buildRows();
    PlatformRow *makeRow(const Platform &platform);
    PlatformRow *takeRow(const QString &id);
    void moveFocus(PlatformRow *from, int step);

    TextLabel *m_heading;
    TextLabel *m_status;
    QScrollArea *m_scroll;
    QVBoxLayout *m_rowsLayout = nullptr;
    QList<PlatformRow *> m_rows; // owned by the scroll area's widget, in the order shown
    QString m_current;
};

} // namespace keydesk::ui
