// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/form/NumberEdit.h"

namespace headroom::gui {

/// A field for an exact decimal of up to nine places: 34.5, 37k. Special steps are of a tenth.
class DecimalEdit : public NumberEdit {
    Q_OBJECT

public:
    using NumberEdit::NumberEdit;

    [[nodiscard]] QString textOf(const Value& value) const override;

protected:
    [[nodiscard]] Result<Value> read(const QString& text) const override;
    [[nodiscard]] Value stepped(const Value& from, int direction, Step step) const override;
};

} // namespace headroom::gui
