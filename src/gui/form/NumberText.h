// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Decimal.h"
#include "headroom/base/Result.h"

#include <QLocale>
#include <QString>

#include <cstdint>
#include <string>

namespace headroom::gui {

// Numbers as people write them, in the locale's digits and marks, to the exact values of the base
// layer.

/// The text with any script's digits as 0-9, any space as ' ', and marks beyond ASCII as their
/// ASCII likes; marks of writing direction dropped.
[[nodiscard]] std::string plainDigits(const QString& text);

/// parseCount() in the locale's marks, and in English ones where that has no meaning ("1.5e9" in a
/// German window).
[[nodiscard]] Result<std::uint64_t> readCount(const QString& text, const QLocale& locale);

/// An exact decimal: "34.5", "1,234.5", "37k", with the locale's marks, or English ones where that
/// has no meaning.
[[nodiscard]] Result<Decimal> readDecimal(const QString& text, const QLocale& locale);

/// 110000000 -> "110,000,000", as the locale writes it.
[[nodiscard]] QString writeCount(std::uint64_t number, const QLocale& locale);
/// 1234.5 -> "1,234.5", as the locale writes it; no digit is lost.
[[nodiscard]] QString writeDecimal(const Decimal& number, const QLocale& locale);

} // namespace headroom::gui
