// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apikeys/RelativeTime.h"
#include "keys/ApiKey.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <optional>

namespace keydesk::ui {

/**
 * The keys of one platform as a table of words. Holds values and is changed by id only, so that
 * selection and focus outlive a reload. GUI thread.
 */
class ApiKeysModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Label, Key, Created, CreatedBy, LastUsed, Actions, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        IdRole,
        AttentionRole, ///< true where a value should catch the eye: in the URL, long unused
    };

    explicit ApiKeysModel(Clock clock, QObject *parent = nullptr);

    /** Takes over what changed, by id; never resets. */
    void setKeys(const QList<ApiKey> &keys);
    void addOrUpdateKey(const ApiKey &key);
    /** Does nothing for an id that is not there: it may have been revoked elsewhere. */
    void removeKey(const QString &id);
    void clear();

    const QList<ApiKey> &keys() const { return m_keys; }
    std::optional<ApiKey> key(const QString &id) const;
    QString idAt(int row) const;
    int rowOf(const QString &id) const; ///< -1 if there is none
    QStringList labels() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

public Q_SLOTS:
    /** "2 minutes ago" grows old by itself: call this once a minute. More often is no work. */
    void refreshTimes();

private:
    QString displayText(const ApiKey &key, int column) const;
    QString accessibleText(const ApiKey &key, int column) const;
    QString lastUsedText(const ApiKey &key) const;
    QString toolTip(const ApiKey &key, int column) const;
    bool wantsAttention(const ApiKey &key, int column) const;

    Clock m_clock;
    QList<ApiKey> m_keys;
    QDateTime m_timesAt; ///< when the view was last made to ask for them
};

} // namespace keydesk::ui
