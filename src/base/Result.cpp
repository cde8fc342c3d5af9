// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/base/Result.h"

namespace headroom {

std::string toString(const Error& error)
{
    std::string text;
    if (!error.file.empty()) {
        text += error.file;
        if (error.line != 0)
            text += ":" + std::to_string(error.line);
        text += ": ";
    }
    if (!error.where.empty())
        text += error.where + ": ";
    text += error.message.english();
    if (!error.suggestion.empty())
        text += "; did you mean \"" + error.suggestion + "\"?";
    return text;
}

} // namespace headroom
