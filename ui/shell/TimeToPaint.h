// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace keydesk::ui {

/** What nobody sees in a window's first paint waits for so long after the start. */
constexpr std::chrono::milliseconds timeToPaint{100};

} // namespace keydesk::ui
