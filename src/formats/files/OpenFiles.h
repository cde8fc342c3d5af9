// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/core/FileFacts.h"

#include <memory>
#include <string>

namespace headroom::files {

/// What an estimate needs of the file at that path, which is read at the first call alone.
[[nodiscard]] Result<std::shared_ptr<const FileFacts>> factsAt(const std::string& path);

} // namespace headroom::files
