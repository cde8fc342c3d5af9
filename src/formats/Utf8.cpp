// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/Utf8.h"

#include <algorithm>

namespace headroom {
namespace {

/// What a first byte asks of the bytes behind it: how many, and the range of the first of them.
struct Sequence {
    std::size_t length = 0; ///< 0: no first byte
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

Sequence sequenceOf(unsigned char first)
{
    if (first < 0x80)
        return {1};
    if (first >= 0xC2 && first <= 0xDF)
        return {2};
    if (first == 0xE0)
        return {3, 0xA0, 0xBF};
    if (first == 0xED)
        return {3, 0x80, 0x9F};
    if (first >= 0xE1 && first <= 0xEF)
        return {3};
    if (first == 0xF0)
        return {4, 0x90, 0xBF};
    if (first >= 0xF1 && first <= 0xF3)
        return {4};
    if (first == 0xF4)
        return {4, 0x80, 0x8F};
    return {};
}

} // namespace

std::size_t findInvalidUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceOf(static_cast<unsigned char>(text[i]));
        if (sequence.length == 0 || sequence.length > text.size() - i)
            return i;
        for (std::size_t k = 1; k < sequence.length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            const unsigned char low = k == 1 ? sequence.low : 0x80;
            const unsigned char high = k == 1 ? sequence.high : 0xBF;
            if (byte < low || byte > high)
                return i;
        }
        i += sequence.length;
    }
    return std::string_view::npos;
}

std::size_t displayWidth(std::string_view text)
{
    constexpr char kEscape = '\x1B';
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == kEscape) {
            i = std::min(text.find('m', i), text.size());
            continue;
        }
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            ++width;
    }
    return width;
}

} // namespace headroom
