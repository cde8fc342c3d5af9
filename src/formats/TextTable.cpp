// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/TextTable.h"

#include "formats/Utf8.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t kGap = 2;

} // namespace

std::vector<std::string> TextTable::lines(std::size_t indent) const
{
    std::vector<std::size_t> widths(m_columns.size());
    for (const std::vector<std::string>& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    }
    std::size_t total = kGap * (m_columns.size() - 1);
    for (const std::size_t width : widths)
        total += width;

    std::vector<std::string> result;
    for (const std::vector<std::string>& row : m_rows) {
        std::string line(indent, ' ');
        if (row.empty()) {
            for (std::size_t i = 0; i < total; ++i)
                line += "─";
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - displayWidth(row[i]), ' ');
            line += m_columns[i] == Align::Right ? padding + row[i] : row[i] + padding;
            if (i + 1 < row.size())
                line.append(kGap, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result.push_back(line + "\n");
    }
    return result;
}

std::string TextTable::toString(std::size_t indent) const
{
    std::string text;
    for (const std::string& line : lines(indent))
        text += line;
    return text;
}

} // namespace headroom
