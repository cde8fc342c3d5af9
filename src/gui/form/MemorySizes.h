// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::app {
class Session;
}

namespace headroom::gui {

class FieldRow;

/// A button beside the memory of a device that offers common sizes.
void addMemorySizes(FieldRow& row, app::Session& session);

} // namespace headroom::gui
