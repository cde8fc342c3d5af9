// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <compare>
#include <cstdint>
#include <string>

namespace headroom {

/// A number of bytes. Made explicitly, added only with a check.
struct Bytes {
    std::uint64_t value = 0;

    friend constexpr auto operator<=>(Bytes, Bytes) = default;
};

inline constexpr std::uint64_t kKiB = 1024;
inline constexpr std::uint64_t kMiB = 1024 * kKiB;
inline constexpr std::uint64_t kGiB = 1024 * kMiB;

/// a + b, or an Overflow error that names `what`.
[[nodiscard]] Result<Bytes> checkedAdd(Bytes a, Bytes b, const char* what);

enum class UnitSystem {
    Binary, ///< 1 KiB = 1024 B
    Decimal, ///< 1 kB = 1000 B
};

/// A number of bytes in the unit that suits it: number with two decimals ("1,967.53", below one KiB
/// "512") and unit ("MiB").
struct FormattedBytes {
    std::string number;
    std::string unit;
};

/// A unit is used from 1 of it on: 1,048,576 -> "1.00" "MiB".
[[nodiscard]] FormattedBytes formatBytesParts(Bytes bytes, UnitSystem units = UnitSystem::Binary);

/// "1.92 GiB".
[[nodiscard]] std::string formatBytes(Bytes bytes, UnitSystem units = UnitSystem::Binary);

/// In MiB (or MB) whatever the size: "1,967.53 MiB". Rounded half up from the exact bytes.
[[nodiscard]] std::string formatMebibytes(Bytes bytes, UnitSystem units = UnitSystem::Binary);

/// numerator / denominator with `places` decimals, rounded half up without floating point, grouped:
/// "1,967.53".
[[nodiscard]] std::string formatRatio(
    std::uint64_t numerator, std::uint64_t denominator, unsigned places);

} // namespace headroom
