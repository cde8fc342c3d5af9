// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/form/ChoiceBox.h"
#include "headroom/core/Fields.h"

namespace headroom::gui {

/// What a field may be, in the table's order, with words for people: its null word first, where it
/// has one.
[[nodiscard]] std::vector<Choice> choicesOf(const Field& field);

} // namespace headroom::gui
