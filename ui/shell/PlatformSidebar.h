// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys/Platform.h"

#include <QList>
#include <QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace keydesk::ui {

class PlatformRow;

enum class StatusKind { Neutral, Good, Warning, Bad };

/** The leftmost column: where the platforms come from, and the platforms with their Settings. */
class PlatformSidebar : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformSidebar(QWidget *parent = nullptr);

    void setHeading(const QString &text, const QString &toolTip = {});
    /** A word at the heading, e.g. "running"; empty hides it. */
    void setStatus(const QString &text, StatusKind kind);
    /** Keeps rows, focus and the current platform by id. */
    void setPlatforms(const QList<Platform> &platforms);
    /** Marks a platform as selected; an unknown or empty id selects none. Emits nothing. */
    void setCurrentPlatform(const QString &id);
    QString currentPlatform() const { return m_current; }

Q_SIGNALS:
    void platformActivated(const QString &id);
    void settingsRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    PlatformRow *makeRow(const Platform &platform);
    void moveFocus(PlatformRow *from, int step);
    void tintStatus();

    QLabel *m_heading;
    QLabel *m_status;
    QScrollArea *m_scroll;
    QVBoxLayout *m_rowsLayout;
    QList<PlatformRow *> m_rows; // owned by the scroll area's widget, in the order shown
    QString m_current;
    StatusKind m_statusKind = StatusKind::Neutral;
};

} // namespace keydesk::ui
