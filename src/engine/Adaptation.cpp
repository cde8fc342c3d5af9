// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Adaptation.h"

#include <algorithm>

namespace headroom::engine {

namespace {

/// Whether the whole text is as the pattern says, in time linear in both but for one star at a
/// time.
bool matchesPattern(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool isPattern(std::string_view entry) { return entry.find('*') != std::string_view::npos; }

/// Whether the text, or what follows one of its dots, is as the pattern says.
bool matchesTail(std::string_view pattern, std::string_view text)
{
    for (std::size_t start = 0;; ++start) {
        if (matchesPattern(pattern, text.substr(start)))
            return true;
        start = text.find('.', start);
        if (start == std::string_view::npos)
            return false;
    }
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Whether a part between dots is a number, or digits stand beside a star.
bool namesNumber(std::string_view entry)
{
    if (isPattern(entry))
        return std::any_of(entry.begin(), entry.end(), isDigit);
    while (true) {
        const std::size_t dot = entry.find('.');
        const std::string_view part = entry.substr(0, dot);
        if (!part.empty() && std::all_of(part.begin(), part.end(), isDigit))
            return true;
        if (dot == std::string_view::npos)
            return false;
        entry.remove_prefix(dot + 1);
    }
}

template <typename Names>
bool anyOf(const std::vector<std::string>& entries, std::string_view name, const Names& names)
{
    return std::any_of(entries.begin(), entries.end(),
        [&](const std::string& entry) { return names(entry, name); });
}

} // namespace

bool namesTarget(std::string_view entry, std::string_view module)
{
    return !entry.empty() && matchesTail(entry, module);
}

bool namesSaved(std::string_view entry, std::string_view module)
{
    if (entry.empty())
        return false;
    return isPattern(entry) ? matchesTail(entry, module) : module.ends_with(entry);
}

bool namesFrozen(std::string_view entry, std::string_view parameter)
{
    if (matchesPattern(entry, parameter))
        return true;
    return !entry.empty() && parameter.size() > entry.size() && parameter[entry.size()] == '.'
        && parameter.starts_with(entry);
}

bool Adaptation::targets(std::string_view module) const
{
    return lora && anyOf(lora->targets, module, namesTarget);
}

bool Adaptation::targetsFormer(std::string_view layer) const
{
    if (!lora)
        return false;
    return lora->allLinear
        || std::any_of(lora->targets.begin(), lora->targets.end(),
            [layer](const std::string& entry) { return matchesTail(layer, entry); });
}

bool Adaptation::saves(std::string_view module) const
{
    return anyOf(modulesToSave, module, namesSaved);
}

bool Adaptation::freezes(std::string_view parameter) const
{
    return anyOf(frozen, parameter, namesFrozen);
}

bool Adaptation::tellsBlocksApart() const
{
    const auto any = [](const std::vector<std::string>& entries) {
        return std::any_of(entries.begin(), entries.end(), namesNumber);
    };
    return any(frozen) || any(modulesToSave) || (lora && !lora->allLinear && any(lora->targets));
}

} // namespace headroom::engine
