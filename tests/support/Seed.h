// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <random>

namespace keydesk::testing {

/** For what a test leaves to chance. It is told, so that a failure can be had again with it. */
inline quint64 newSeed()
{
    const char *const variable = "KEYDESK_TEST_SEED";
    const quint64 seed = qEnvironmentVariableIsSet(variable)
                             ? qEnvironmentVariable(variable).toULongLong()
                             : std::random_device()();
    qInfo("%s=%llu", variable, static_cast<unsigned long long>(seed));
    return seed;
}

} // namespace keydesk::testing
