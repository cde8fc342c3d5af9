// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headroom {

/// Rows of texts as columns that line up in a terminal, two spaces apart.
class TextTable {
public:
    enum class Align { Left, Right };

    explicit TextTable(std::vector<Align> columns)
        : m_columns(std::move(columns))
    {
    }

    void addRow(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }
    /// A line as wide as the table.
    void addRule() { m_rows.emplace_back(); }

    /// The lines, each after `indent` spaces and ended by a line feed.
    [[nodiscard]] std::vector<std::string> lines(std::size_t indent) const;
    [[nodiscard]] std::string toString(std::size_t indent = 0) const;

private:
    std::vector<Align> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace headroom
