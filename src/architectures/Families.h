// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "architectures/Network.h"

#include <span>

namespace headroom::architectures {

/// Every family, in the order of src/architectures/CMakeLists.txt, from which this table is
/// generated.
[[nodiscard]] std::span<const Family> families();
/// The family of a model_type, or nullptr.
[[nodiscard]] const Family* findFamily(std::string_view type);

} // namespace headroom::architectures
