// SPDX-License-Identifier: Apache-2.0
#include "server/store/PostgresqlArray.h"

namespace keydesk::server {

using namespace Qt::StringLiterals;

void PostgresqlArray::append(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    appendElement(u'"' + escaped + u'"');
}

void PostgresqlArray::append(qint64 number)
{
    appendElement(QString::number(number));
}

void PostgresqlArray::appendElement(const QString &element)
{
    if (!m_elements.isEmpty())
        m_elements += u',';
    m_elements += element;
}

} // namespace keydesk::server
