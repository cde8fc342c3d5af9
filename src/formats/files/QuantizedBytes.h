// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/QuantizationConfig.h"
#include "formats/inventories/Inventory.h"

#include <string_view>

namespace headroom::files {

/// Whether that method replaces the tensor: the linear layers that it does not leave out.
[[nodiscard]] bool isQuantized(
    const QuantizationConfig& quantization, const inventories::Entry& entry);
/// What is stored of it: packed values, scales, zero points and what else the format has.
[[nodiscard]] std::uint64_t quantizedBytes(
    const QuantizationConfig& quantization, const inventories::Entry& entry);
/// "GPTQ-4": how a table names it.
[[nodiscard]] std::string_view quantizedName(const QuantizationConfig& quantization);

} // namespace headroom::files
