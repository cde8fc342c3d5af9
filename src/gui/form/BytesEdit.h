// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/form/NumberEdit.h"

#include <string_view>

namespace headroom::gui {

/// A field for bytes, written in one unit with decimals: 24, 23.65. Another unit may be named: 24
/// GiB (of 1024), 80 GB (of 1000), 123 B. Exact: a number of bytes that nine decimals of the unit
/// do not give is written in bytes.
class BytesEdit : public NumberEdit {
    Q_OBJECT

public:
    enum class Unit { MiB, GiB };
    explicit BytesEdit(Unit unit, QWidget* parent = nullptr);

    [[nodiscard]] std::optional<std::uint64_t> bytes() const;
    [[nodiscard]] QString textOf(const Value& value) const override;

protected:
    /// With the unit.
    [[nodiscard]] QString understoodText(const Value& value) const override;
    [[nodiscard]] Result<Value> read(const QString& text) const override;
    /// Steps of one unit, pages of ten, special steps to the next power of two.
    [[nodiscard]] Value stepped(const Value& from, int direction, Step step) const override;

private:
    std::uint64_t m_unit; ///< bytes in it
};

} // namespace headroom::gui
