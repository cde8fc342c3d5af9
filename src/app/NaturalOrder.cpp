// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/NaturalOrder.h"

#include <cstddef>

namespace headroom::app {
namespace {

bool isFigure(char c) { return c >= '0' && c <= '9'; }

/// The run of digits from there on, without leading zeros.
std::string_view numberAt(std::string_view text, std::size_t start)
{
    std::size_t end = start;
    while (end < text.size() && isFigure(text[end]))
        ++end;
    while (start + 1 < end && text[start] == '0')
        ++start;
    return text.substr(start, end - start);
}

} // namespace

bool comesBefore(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isFigure(a[i]) && isFigure(b[j])) {
            const std::string_view left = numberAt(a, i);
            const std::string_view right = numberAt(b, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (left != right)
                return left < right;
            i = static_cast<std::size_t>(left.data() - a.data()) + left.size();
            j = static_cast<std::size_t>(right.data() - b.data()) + right.size();
            continue;
        }
        if (a[i] != b[j])
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        ++i;
        ++j;
    }
    if (i < a.size() || j < b.size())
        return j < b.size();
    return a < b; // "01" and "1"
}

} // namespace headroom::app
