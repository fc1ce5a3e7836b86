// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <QString>

namespace keydesk::server {

/** Where the data is: "sqlite:PATH". */
class DatabaseUrl
{
public:
    /** The error is one sentence for the person who typed the URL. It repeats no part of it. */
    static tl::expected<DatabaseUrl, QString> parse(const QString &text);

    const QString &path() const { return m_path; }

private:
    explicit DatabaseUrl(QString path);

    QString m_path;
};

} // namespace keydesk::server
