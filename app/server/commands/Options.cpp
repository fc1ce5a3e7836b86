// SPDX-License-Identifier: Apache-2.0
#include "server/commands/Options.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

namespace {

/** Reads the options in their order, each for itself. */
Options readEach(const QStringList &arguments, const QStringList &named, const QStringList &flags)
{
    Options options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString name = arguments[i].section(u'=', 0, 0);
        const bool hasValue = arguments[i].contains(u'=');
        if (flags.contains(name) && !hasValue) {
            options.values[name].append(QString());
        } else if (!named.contains(name)) {
            options.error = u"unknown option %1; see keydesk-server --help"_s.arg(name);
            return options;
        } else if (hasValue) {
            options.values[name].append(arguments[i].section(u'=', 1));
        } else if (++i < arguments.size()) {
            options.values[name].append(arguments[i]);
        } else {
            options.error = u"%1 needs a value"_s.arg(name);
            return options;
        }
    }
    return options;
}

} // namespace

Options readOptions(const QStringList &arguments, const KnownOptions &known)
{
    Options options =
        readEach(arguments, known.required + known.optional + known.repeated, known.flags);
    if (!options.error.isEmpty())
        return options;
    for (const QString &name : known.required) {
        if (options.error.isEmpty() && options.values.value(name).size() != 1)
            options.error = u"%1 must be given once"_s.arg(name);
    }
    for (const QString &name : known.optional) {
        if (options.error.isEmpty() && options.values.value(name).size() > 1)
            options.error = u"%1 can be given once only"_s.arg(name);
    }
    return options;
}

} // namespace keydesk::server
