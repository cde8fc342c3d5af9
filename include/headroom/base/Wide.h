// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom {

/// 128 bits for the middle of a product; results are checked back into 64.
__extension__ using Wide = unsigned __int128;

} // namespace headroom
