// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/form/NumberEdit.h"

namespace headroom::gui {

/// A field for a whole number of up to 64 bits: 110M, 7B, 1.5e9, 128k, 110 000 000, 1_000 and the
/// locale's own writing.
class CountEdit : public NumberEdit {
    Q_OBJECT

public:
    enum class Stepping {
        Magnitude, ///< arrows change the second digit: parameters, tokens
        Unit, ///< arrows add 1, pages 10: batches, layers
    };
    explicit CountEdit(Stepping stepping = Stepping::Magnitude, QWidget* parent = nullptr);

    /// The last valid number; none: nothing is given.
    [[nodiscard]] std::optional<std::uint64_t> count() const;
    void setCount(std::optional<std::uint64_t> count);

    [[nodiscard]] QString textOf(const Value& value) const override;

Q_SIGNALS:
    /// With each keystroke that leaves a valid text.
    void valueEdited(std::optional<std::uint64_t> count);

protected:
    [[nodiscard]] Result<Value> read(const QString& text) const override;
    /// Special steps go to the next power of two.
    [[nodiscard]] Value stepped(const Value& from, int direction, Step step) const override;

private:
    Stepping m_stepping;
};

} // namespace headroom::gui
