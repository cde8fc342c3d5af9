// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/blocks/Decoder.h"

namespace headroom::architectures {

namespace {

constexpr std::int64_t kMostLayers = 2000;

} // namespace

std::int64_t readLayers(
    const Config& config, std::initializer_list<std::string_view> keys, std::int64_t fallback)
{
    const std::int64_t layers = config.integerOr(keys, fallback);
    if (layers <= kMostLayers)
        return layers;
    std::string_view name = *keys.begin();
    for (std::string_view key : keys) {
        if (config.has(key)) {
            name = key;
            break;
        }
    }
    config.reject(name,
        Text(HEADROOM_TEXT("architectures", "expected at most {0} layers, found {1}"),
            static_cast<std::uint64_t>(kMostLayers), static_cast<std::uint64_t>(layers)));
    return 1;
}

std::vector<std::int64_t> readWindows(const Config& config, std::int64_t layers,
    std::int64_t window, bool (*fallback)(std::int64_t layer, std::int64_t argument),
    std::int64_t argument)
{
    std::vector<std::int64_t> windows(static_cast<std::size_t>(layers), 0);
    const std::vector<std::string> types = config.texts("layer_types");
    if (config.has("layer_types") && types.size() != windows.size()) {
        config.reject("layer_types",
            Text(HEADROOM_TEXT(
                     "architectures", "expected a list of {0} (num_hidden_layers), found {1}"),
                static_cast<std::uint64_t>(layers), std::uint64_t{types.size()}));
        return windows;
    }
    for (std::size_t i = 0; i < windows.size(); ++i) {
        bool sliding = fallback(static_cast<std::int64_t>(i), argument);
        if (!types.empty()) {
            sliding = types[i] == "sliding_attention";
            if (!sliding && types[i] != "full_attention")
                config.reject("layer_types",
                    Text(HEADROOM_TEXT("architectures",
                             "expected full_attention or sliding_attention, found {0}"),
                        types[i]));
        }
        windows[i] = sliding ? window : 0;
    }
    return windows;
}

} // namespace headroom::architectures
