// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/Csv.h"

namespace headroom {

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == text.npos)
        return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"')
            cell += '"';
        cell += c;
    }
    return cell + "\"";
}

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string text;
    for (const std::string& cell : cells) {
        if (&cell != &cells.front())
            text += ',';
        text += csvCell(cell);
    }
    return text + "\r\n";
}

} // namespace headroom
