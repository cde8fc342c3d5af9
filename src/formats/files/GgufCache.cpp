// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/GgufCache.h"

#include "formats/files/FileFormat.h"

#include <algorithm>
#include <array>
#include <string_view>

// What llama.cpp keeps of past tokens (llama-hparams.cpp, llama-kv-cache.cpp,
// llama-memory-recurrent.cpp).

namespace headroom::files {
namespace {

/// Which layers have a sliding window where the file does not list them: the period and the window
/// that llama.cpp's loader of that architecture sets (src/models/*.cpp). A layer is one unless it
/// is the last of its period (the first, with denseFirst).
struct SlidingRule {
    std::string_view architecture;
    std::uint64_t period;
    std::uint64_t window; ///< where the file gives none; 0: then no layer slides
    bool denseFirst = false;
};
constexpr auto kSlidingRules = std::to_array<SlidingRule>({
    {"gemma2", 2, 4096},
    {"gpt-oss", 2, 0},
    {"cohere2", 4, 0},
    {"olmo2", 4, 0},
    {"exaone4", 4, 0},
    {"exaone-moe", 4, 0},
    {"llama4", 4, 8192},
    {"afmoe", 4, 0},
    {"gemma3n", 5, 0},
    {"gemma3", 6, 0},
    {"smallthinker", 4, 0, true},
});

struct Sliding {
    std::vector<bool> layers;
    std::uint64_t window = 0;
};

Sliding slidingLayers(ModelFile& file, const GgufKeys& keys, std::uint64_t layers)
{
    Sliding result{std::vector<bool>(static_cast<std::size_t>(layers), false), 0};
    const auto rule = std::find_if(kSlidingRules.begin(), kSlidingRules.end(),
        [&](const SlidingRule& entry) { return entry.architecture == file.modelType; });
    const bool hasRule = rule != kSlidingRules.end();
    result.window = keys.whole("attention.sliding_window").value_or(hasRule ? rule->window : 0);
    if (result.window == 0)
        return result;
    constexpr const char* kPattern = "attention.sliding_window_pattern";
    const GgufValue* pattern = keys.find(kPattern);
    if (pattern != nullptr && pattern->kind == GgufValue::Kind::Array) {
        const auto flags = keys.perLayer(kPattern, layers);
        for (std::size_t i = 0; i < result.layers.size(); ++i)
            result.layers[i] = (*flags)[i] != 0;
        return result;
    }
    if (pattern == nullptr && !hasRule) {
        addProblem(file, ProblemSeverity::Note, keys.name("attention.sliding_window"),
            Text(HEADROOM_TEXT("formats",
                     "which layers attend to {0} tokens alone is not said: the KV cache is that of "
                     "full attention in all"),
                result.window));
        return result;
    }
    const std::uint64_t period = pattern != nullptr ? *keys.whole(kPattern) : rule->period;
    const bool denseFirst = hasRule && rule->denseFirst;
    for (std::uint64_t i = 0; i < layers; ++i)
        result.layers[static_cast<std::size_t>(i)] =
            period == 0 || (denseFirst ? i % period != 0 : i % period < period - 1);
    return result;
}

void addLayer(CacheShape& shape, const CacheLayers& layer)
{
    const auto same =
        std::find_if(shape.layers.begin(), shape.layers.end(), [&](const CacheLayers& group) {
            return group.keys == layer.keys && group.values == layer.values
                && group.window == layer.window;
        });
    if (same != shape.layers.end())
        same->layers += layer.layers;
    else
        shape.layers.push_back(layer);
}

/// Bytes of one recurrent layer's state for a sequence, in fp32.
std::uint64_t stateOfLayer(const GgufKeys& keys)
{
    const std::string where = keys.name("ssm");
    const std::uint64_t width = keys.whole("embedding_length").value_or(0);
    constexpr std::uint64_t kBytes = 4;
    const auto times = [&](std::uint64_t a, std::uint64_t b) { return multiply(a, b, where); };
    if (const auto head = keys.whole("wkv.head_size")) {
        const std::uint64_t shifts = keys.whole("token_shift_count").value_or(2);
        return times(sum(times(shifts, width), times(width, *head), where), kBytes);
    }
    if (const auto kept = keys.whole("shortconv.l_cache"))
        return times(times(width, *kept - std::min<std::uint64_t>(*kept, 1)), kBytes);
    const auto inner = keys.whole("ssm.inner_size");
    if (!inner)
        return 0;
    const std::uint64_t state = keys.whole("ssm.state_size").value_or(0);
    const std::uint64_t kernel = keys.whole("ssm.conv_kernel").value_or(0);
    const std::uint64_t groups = keys.whole("ssm.group_count").value_or(0);
    const std::uint64_t channels = sum(*inner, times(times(2, groups), state), where);
    return times(sum(times(kernel - std::min<std::uint64_t>(kernel, 1), channels),
                     times(state, *inner), where),
        kBytes);
}

struct Heads {
    std::vector<std::uint64_t> own;
    std::vector<std::uint64_t> cached; ///< of keys and values
};

std::optional<Heads> headsOf(ModelFile& file, const GgufKeys& keys, std::uint64_t layers)
{
    const auto heads = keys.perLayer("attention.head_count", layers);
    if (!heads)
        return std::nullopt;
    if (*std::max_element(heads->begin(), heads->end()) == 0) {
        if (stateOfLayer(keys) == 0)
            addProblem(file, ProblemSeverity::Warning, keys.name("attention.head_count"),
                Text(HEADROOM_TEXT("formats", "expected a number of heads from 1; found 0")));
        return std::nullopt;
    }
    return Heads{*heads, keys.perLayer("attention.head_count_kv", layers).value_or(*heads)};
}

/// All layers of these are recurrent, also those that attend.
bool isBothInEachLayer(std::string_view architecture) { return architecture == "falcon-h1"; }

bool isCausal(const GgufKeys& keys)
{
    const GgufValue* value = keys.find("attention.causal");
    return value == nullptr || value->kind != GgufValue::Kind::Flag || value->whole != 0;
}

} // namespace

void describeCache(ModelFile& file, const GgufKeys& keys, std::uint64_t layers)
{
    const std::optional<Heads> heads = headsOf(file, keys, layers);
    const std::uint64_t state = stateOfLayer(keys);
    if ((!heads && state == 0) || !isCausal(keys))
        return;
    // Layers for the prediction of further tokens are in block_count, and run by no default.
    const std::uint64_t run =
        layers - std::min(keys.whole("nextn_predict_layers").value_or(0), layers);
    const std::uint64_t shared =
        std::min(keys.whole("attention.shared_kv_layers").value_or(0), layers);
    const std::uint64_t fullInterval = keys.whole("full_attention_interval").value_or(0);
    const bool isLatent = keys.whole("attention.key_length_mla").value_or(0) > 0;
    const std::uint64_t width = keys.whole("embedding_length").value_or(0);
    const std::string where = keys.name("attention.head_count_kv");
    const Sliding sliding = slidingLayers(file, keys, layers);
    const std::uint64_t mostHeads =
        heads ? *std::max_element(heads->own.begin(), heads->own.end()) : 1;
    const std::uint64_t keyLength = keys.whole("attention.key_length").value_or(width / mostHeads);
    const std::uint64_t valueLength =
        keys.whole("attention.value_length").value_or(width / mostHeads);
    CacheShape shape;
    std::uint64_t recurrent = 0;
    for (std::uint64_t layer = 0; layer < run; ++layer) {
        const auto index = static_cast<std::size_t>(layer);
        const bool skipped = fullInterval > 1 && (layer + 1) % fullInterval != 0;
        const std::uint64_t cached = !heads ? 0 : isLatent ? 1 : heads->cached[index];
        const bool attends = cached > 0 && !skipped;
        if (!attends || isBothInEachLayer(file.modelType))
            ++recurrent;
        if (!attends || layer >= layers - shared)
            continue;
        const bool slides = sliding.layers[index];
        const std::uint64_t keyWidth =
            slides ? keys.whole("attention.key_length_swa").value_or(keyLength) : keyLength;
        const std::uint64_t valueWidth =
            slides ? keys.whole("attention.value_length_swa").value_or(valueLength) : valueLength;
        addLayer(shape,
            {1, multiply(cached, keyWidth, where),
                isLatent ? 0 : multiply(cached, valueWidth, where),
                slides ? std::optional(sliding.window) : std::nullopt});
    }
    shape.stateBytes = multiply(recurrent, state, keys.name("ssm"));
    std::uint64_t perToken = 0;
    constexpr std::uint64_t kHalf = 2;
    for (const CacheLayers& group : shape.layers)
        perToken = sum(perToken,
            multiply(
                multiply(group.layers, sum(group.keys, group.values, where), where), kHalf, where),
            where);
    if (heads)
        file.kvCacheBytesPerToken = perToken;
    file.cache = std::move(shape);
}

} // namespace headroom::files
