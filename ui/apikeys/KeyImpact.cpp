// SPDX-License-Identifier: Apache-2.0
#include "apikeys/KeyImpact.h"

#include "apikeys/FactTile.h"
#include "apikeys/RelativeTime.h"
#include "style/Metrics.h"
#include "style/PlainToolTip.h"
#include "style/Theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>

#include <algorithm>

namespace keydesk::ui {

namespace {

constexpr int rowsInSight = 6;

QHBoxLayout *rowOfTiles()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::related);
    return row;
}

QString lastUse(const ApiKey &key, const QDateTime &now)
{
    return key.lastUsedAt ? RelativeTime::text(*key.lastUsedAt, now) : KeysImpact::tr("never used");
}

void addRow(QTreeWidget *list, const ApiKey &key, const QDateTime &now, int height)
{
    auto *row = new QTreeWidgetItem(list, {key.label, lastUse(key, now)});
    row->setSizeHint(0, {0, height});
    row->setToolTip(0, plainToolTip(key.label));
    row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    row->setForeground(1, Theme(list->palette()).secondaryText());
    if (key.lastUsedAt)
        row->setToolTip(1, RelativeTime::exact(*key.lastUsedAt));
}

QTreeWidget *listOf(const QList<ApiKey> &keys, const QDateTime &now, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setAccessibleName(KeysImpact::tr("Keys to revoke"));
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setBackgroundRole(QPalette::Window); // the dialog's surface
    list->setColumnCount(2);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setHeaderHidden(true);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const int height = metrics::iconSize(list->fontMetrics()) + metrics::related;
    for (const ApiKey &key : keys)
        addRow(list, key, now, height);
    list->setFixedHeight(height * std::min(rowsInSight, static_cast<int>(keys.size())));
    return list;
}

} // namespace

KeyImpact::KeyImpact(const ApiKey &key, const QDateTime &now, QWidget *parent)
    : QWidget(parent)
{
    auto *facts = rowOfTiles();
    setLayout(facts);
    if (key.lastUsedAt) {
        const QString from =
            key.lastUsedFrom ? tr("last call, from %1").arg(*key.lastUsedFrom) : tr("last call");
        auto *last = new FactTile(RelativeTime::text(*key.lastUsedAt, now), from, this);
        last->setToolTip(RelativeTime::exact(*key.lastUsedAt));
        facts->addWidget(last, 1);
    } else {
        facts->addWidget(new FactTile(tr("never used"), tr("last call"), this), 1);
    }
    facts->addWidget(
        new FactTile(QLocale().toString(key.callsLast24h), tr("calls in 24 hours"), this), 1);
    if (key.lastUsedVia) {
        const QString via = *key.lastUsedVia == SentVia::Header  ? tr("header")
                            : *key.lastUsedVia == SentVia::Query ? tr("in the URL")
                                                                 : tr("token");
        facts->addWidget(new FactTile(via, tr("how the key is sent"), this), 1);
    }
}

KeysImpact::KeysImpact(QList<ApiKey> keys, const QDateTime &now, QWidget *parent)
    : QWidget(parent)
{
    std::ranges::sort(keys, std::ranges::greater(), &ApiKey::lastUsedAt);
    qint64 calls = 0;
    for (const ApiKey &key : keys)
        calls += key.callsLast24h;
    const auto inUse =
        std::ranges::count_if(keys, [dayBefore = now.addDays(-1)](const ApiKey &key) {
            // Calls are counted by the hour.
            return key.callsLast24h > 0 || (key.lastUsedAt && *key.lastUsedAt > dayBefore);
        });
    auto *facts = rowOfTiles();
    facts->addWidget(new FactTile(tr("%1 of %2").arg(inUse).arg(keys.size()),
                                  tr("used in the last 24 hours"), this),
                     1);
    facts->addWidget(new FactTile(QLocale().toString(calls), tr("calls in 24 hours"), this), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::related);
    layout->addLayout(facts);
    layout->addWidget(listOf(keys, now, this));
}

} // namespace keydesk::ui
