// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace keydesk::server {

/** The options of one command, as they were given. */
struct Options
{
    QMap<QString, QStringList> values;
    QString error; ///< the sentence for the first mistake, empty if there is none

    bool has(const QString &name) const { return values.contains(name); }
    /** Of an option that is there once. */
    QString one(const QString &name) const { return values.value(name).value(0); }
};

/** What a command knows. */
struct KnownOptions
{
    QStringList required; ///< with a value, exactly once
    QStringList optional; ///< with a value, once or not at all
    QStringList repeated; ///< with a value, as often as one likes
    QStringList flags;    ///< without a value
};

/** Values follow as --name VALUE or --name=VALUE. */
Options readOptions(const QStringList &arguments, const KnownOptions &known);

} // namespace keydesk::server
