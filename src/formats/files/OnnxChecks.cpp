// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/OnnxChecks.h"

#include "headroom/base/Value.h"

#include <utility>

namespace headroom::files {

std::vector<std::string> domainFaults(const OnnxModel& model, const std::set<std::string>& used,
    const std::set<std::string>& ofFunctions)
{
    std::vector<std::string> faults;
    std::map<std::string, std::uint64_t> known;
    for (const auto& [domain, version] : model.opsets) {
        const std::string plain = domain == "ai.onnx" ? "" : domain;
        const auto [place, isNew] = known.emplace(plain, version);
        if (!isNew && place->second != version)
            faults.push_back("The opset of the domain " + quoteText(plain) + " is named twice, as "
                + std::to_string(place->second) + " and " + std::to_string(version) + ".");
    }
    for (const std::string& domain : used) {
        if (known.count(domain) == 0 && ofFunctions.count(domain) == 0)
            faults.push_back("No opset is named for the domain "
                + quoteText(domain.empty() ? "ai.onnx" : domain) + ".");
    }
    return faults;
}

std::optional<std::string> recursiveFunction(
    const std::map<std::string, std::set<std::string>>& calls)
{
    std::map<std::string, int> state; // 1: being looked at, 2: done
    for (const auto& [name, ofName] : calls) {
        std::vector<std::pair<std::string, bool>> stack{{name, false}};
        while (!stack.empty()) {
            const auto [at, leaving] = stack.back();
            stack.pop_back();
            if (leaving) {
                state[at] = 2;
                continue;
            }
            if (state[at] == 1)
                return at;
            if (state[at] == 2 || calls.count(at) == 0)
                continue;
            state[at] = 1;
            stack.emplace_back(at, true);
            for (const std::string& called : calls.at(at)) {
                if (calls.count(called) == 0)
                    continue;
                if (state[called] == 1)
                    return called;
                stack.emplace_back(called, false);
            }
        }
    }
    return std::nullopt;
}

} // namespace headroom::files
