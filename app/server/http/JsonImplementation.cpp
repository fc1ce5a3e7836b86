// SPDX-License-Identifier: Apache-2.0
// Boost.JSON is compiled once, here.
#include <boost/json/src.hpp>
