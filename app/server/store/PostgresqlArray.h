// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace keydesk::server {

/** Values for one parameter, as PostgreSQL reads an array (its manual, 8.15.6). */
class PostgresqlArray
{
public:
    void append(const QString &text);
    void append(qint64 number);

    bool isEmpty() const { return m_elements.isEmpty(); }
    QString text() const { return u'{' + m_elements + u'}'; }

private:
    void appendElement(const QString &element);

    QString m_elements;
};

} // namespace keydesk::server
