// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Value.h"
#include "headroom/core/Fields.h"

#include <QString>

#include <string_view>

namespace headroom::app {

/// A value of a field that has choices, in words: "as the weights", "bf16 · 2 bytes", "AdamW".
[[nodiscard]] QString choiceText(const Field& field, std::string_view value);

/// Any value of any field: "full", "4,096", "24.00 GiB", "on"; "—" where nothing is given.
[[nodiscard]] QString fieldValueText(const Field& field, const Value& value, UnitSystem units);

} // namespace headroom::app
