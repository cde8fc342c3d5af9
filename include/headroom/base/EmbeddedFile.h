// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace headroom {

/// A file of resources/ that is compiled into the program (cmake/EmbedFiles.cmake).
struct EmbeddedFile {
    std::string_view name; ///< its name without folders
    std::string_view text;
};

} // namespace headroom
