// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"

#include <string>

namespace headroom {

/// What the operating system's error number means for the file: "the disk is full".
[[nodiscard]] Text systemMessage(int number);

/// An Io error about that file.
[[nodiscard]] Failure ioFailure(const std::string& file, int number);

} // namespace headroom
