// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCollator>

namespace keydesk {

/** The order in which a person looks for names in a list: by the rules of their language, without
 *  regard to case, and numbers by their value. For one thread at a time. */
inline QCollator nameOrder()
{
    QCollator order;
    order.setCaseSensitivity(Qt::CaseInsensitive);
    order.setNumericMode(true);
    return order;
}

} // namespace keydesk
