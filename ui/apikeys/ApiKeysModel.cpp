// SPDX-License-Identifier: Apache-2.0
#include "apikeys/ApiKeysModel.h"

#include "style/PlainToolTip.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keydesk::ui {

namespace {

constexpr qint64 longUnused = 90; // days

QVariant sortValue(const ApiKey &key, int column)
{
    switch (column) {
    case ApiKeysModel::Label:
        return key.label;
    case ApiKeysModel::Key:
        return key.hint;
    case ApiKeysModel::Created:
        return key.createdAt.toMSecsSinceEpoch();
    case ApiKeysModel::CreatedBy:
        return key.createdBy.name;
    case ApiKeysModel::LastUsed: // never is longer ago than anything
        return key.lastUsedAt ? key.lastUsedAt->toMSecsSinceEpoch() : qint64{-1};
    default:
        return {};
    }
}

} // namespace

ApiKeysModel::ApiKeysModel(Clock clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

void ApiKeysModel::setKeys(const QList<ApiKey> &keys)
{
    QSet<QString> wanted;
    for (const ApiKey &key : keys)
        wanted.insert(key.id);
    for (auto row = static_cast<int>(m_keys.size()) - 1; row >= 0; --row) {
        if (!wanted.contains(m_keys.at(row).id))
            removeKey(m_keys.at(row).id);
    }
    QList<ApiKey> added;
    for (const ApiKey &key : keys) {
        if (rowOf(key.id) < 0)
            added.append(key);
        else
            addOrUpdateKey(key);
    }
    // In one step: what follows the model would else be laid out again for each of them.
    if (!added.isEmpty()) {
        const auto first = static_cast<int>(m_keys.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        m_keys += added;
        endInsertRows();
    }
    if (added.size() < m_keys.size())
        refreshTimes();
    else
        m_timesAt = m_clock();
}

void ApiKeysModel::addOrUpdateKey(const ApiKey &key)
{
    const int row = rowOf(key.id);
    if (row < 0) {
        const auto end = static_cast<int>(m_keys.size());
        beginInsertRows({}, end, end);
        m_keys.append(key);
        endInsertRows();
    } else if (m_keys.at(row) != key) {
        m_keys[row] = key;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void ApiKeysModel::removeKey(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_keys.removeAt(row);
    endRemoveRows();
}

void ApiKeysModel::clear()
{
    setKeys({});
}

std::optional<ApiKey> ApiKeysModel::key(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? std::nullopt : std::optional(m_keys.at(row));
}

QString ApiKeysModel::idAt(int row) const
{
    return row >= 0 && row < m_keys.size() ? m_keys.at(row).id : QString();
}

int ApiKeysModel::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_keys, id, &ApiKey::id);
    return found == m_keys.end() ? -1 : static_cast<int>(found - m_keys.begin());
}

QStringList ApiKeysModel::labels() const
{
    QStringList labels;
    for (const ApiKey &key : m_keys)
        labels.append(key.label);
    return labels;
}

int ApiKeysModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int ApiKeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ApiKeysModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ApiKey &key = m_keys.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(key, index.column());
    case Qt::ToolTipRole:
        return toolTip(key, index.column());
    case Qt::AccessibleTextRole:
        return accessibleText(key, index.column());
    case SortRole:
        return sortValue(key, index.column());
    case IdRole:
        return key.id;
    case AttentionRole:
        return wantsAttention(key, index.column());
    default:
        return {};
    }
}

QVariant ApiKeysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case Label:
        return tr("Label");
    case Key:
        return tr("Key");
    case Created:
        return tr("Created");
    case CreatedBy:
        return tr("Created by");
    case LastUsed:
        return tr("Last used");
    case Actions: // the buttons speak for themselves; only who cannot see them needs a name
        return role == Qt::AccessibleTextRole ? tr("Revoke") : QString();
    default:
        return {};
    }
}

void ApiKeysModel::refreshTimes()
{
    // The texts are of minutes, and to follow them is work: the columns are measured anew.
    const QDateTime now = m_clock();
    const qint64 age = m_timesAt.isValid() ? m_timesAt.secsTo(now) : -1;
    if (m_keys.isEmpty() || (age >= 0 && age < 10))
        return;
    m_timesAt = now;
    const auto last = static_cast<int>(m_keys.size()) - 1;
    const QList<int> roles{Qt::DisplayRole, Qt::AccessibleTextRole, AttentionRole};
    Q_EMIT dataChanged(index(0, Created), index(last, Created), roles);
    Q_EMIT dataChanged(index(0, LastUsed), index(last, LastUsed), roles);
}

QString ApiKeysModel::displayText(const ApiKey &key, int column) const
{
    switch (column) {
    case Label:
        return key.label;
    case Key:
        return key.hint;
    case Created:
        return RelativeTime::text(key.createdAt, m_clock());
    case CreatedBy:
        return key.createdBy.name;
    case LastUsed:
        return lastUsedText(key);
    default:
        return {};
    }
}

QString ApiKeysModel::accessibleText(const ApiKey &key, int column) const
{
    return column == Actions ? tr("Revoke %1").arg(key.label) : displayText(key, column);
}

QString ApiKeysModel::lastUsedText(const ApiKey &key) const
{
    if (!key.lastUsedAt)
        return tr("never");
    const QString when = RelativeTime::text(*key.lastUsedAt, m_clock());
    return key.lastUsedVia == SentVia::Query ? tr("%1, in the URL").arg(when) : when;
}

QString ApiKeysModel::toolTip(const ApiKey &key, int column) const
{
    switch (column) {
    case Label:
        return plainToolTip(key.label);
    case Created:
        return RelativeTime::exact(key.createdAt);
    case CreatedBy:
        return plainToolTip(key.createdBy.name);
    case LastUsed:
        return key.lastUsedAt ? RelativeTime::exact(*key.lastUsedAt) : QString();
    default:
        return {};
    }
}

bool ApiKeysModel::wantsAttention(const ApiKey &key, int column) const
{
    if (column != LastUsed || !key.lastUsedAt)
        return false;
    return key.lastUsedVia == SentVia::Query || key.lastUsedAt->daysTo(m_clock()) >= longUnused;
}

} // namespace keydesk::ui
