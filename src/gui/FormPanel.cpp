// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/FormPanel.h"

namespace headroom::gui {

FormPanel::FormPanel(app::Session& /*session*/, QWidget* parent)
    : QWidget(parent)
{
}

FormPanel::~FormPanel() = default;

void FormPanel::commitEdit() { }

bool FormPanel::focusFirstError() { return false; }

} // namespace headroom::gui
