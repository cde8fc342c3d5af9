// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/LlamaCppCells.h"
#include "core/serving/Engines.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace headroom::serving {
namespace {

/// How much of the cache a number of sequences takes, each with its own stream of cells.
class Cache {
public:
    Cache(const Request& request, std::uint64_t layersThere)
        : m_request(request)
        , m_there(layersThere)
        , m_layers(std::max<std::uint64_t>(request.model.layers.size(), 1))
    {
    }
    /// Bytes for one sequence of that context, or an Overflow error.
    [[nodiscard]] Result<std::uint64_t> sequence(std::uint64_t context) const
    {
        const ServedModel& model = m_request.model;
        const Wide elements = Wide{llamacpp::wholeCells(context)} * model.fullElements
            + Wide{llamacpp::windowCells(
                  context, model.window, m_request.scenario.serving.microBatch)}
                * model.windowedElements;
        return storageBytes(held(elements * m_there / m_layers), m_request.cacheDtype);
    }

private:
    const Request& m_request;
    std::uint64_t m_there;
    std::uint64_t m_layers;
};

/// Of a single sequence in that room. Cells come in whole steps; a longer context never takes less.
std::uint64_t longestContext(const Cache& cache, std::uint64_t room, std::uint64_t positions)
{
    std::uint64_t low = 0;
    std::uint64_t high = dividedUp(positions, llamacpp::kCellStep);
    while (low < high) {
        const std::uint64_t middle = low + (high - low + 1) / 2;
        const Result<std::uint64_t> bytes = cache.sequence(middle * llamacpp::kCellStep);
        if (bytes && *bytes <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return std::min(low * llamacpp::kCellStep, positions);
}

/// The graph's largest tensors: the logits of a micro-batch, its hidden states, and, without flash
/// attention, its scores.
std::uint64_t computeBuffer(const Request& request)
{
    const ServedModel& model = request.model;
    const std::uint64_t tokens = request.scenario.serving.microBatch;
    Wide bytes = Wide{tokens} * (Wide{model.vocabulary} + model.width) * 4;
    if (request.scenario.memorySavers.attention == Attention::Eager)
        bytes += Wide{tokens} * model.heads * llamacpp::wholeCells(request.contextLength) * 4;
    return held(bytes);
}

std::string serverCommand(const Request& request, std::uint64_t sequences)
{
    const Serving& serving = request.scenario.serving;
    const Wide cells = Wide{llamacpp::wholeCells(request.contextLength)} * sequences;
    std::string text = "llama-server -m " + request.modelName + " -c " + std::to_string(held(cells))
        + " -np " + std::to_string(sequences) + " -ub " + std::to_string(serving.microBatch)
        + " -ngl " + std::to_string(serving.gpuLayers.value_or(request.model.layers.size() + 1));
    if (request.cacheDtype != Dtype::Fp16) {
        const std::string type(toString(request.cacheDtype));
        const std::string name = type == "fp32" ? "f32" : type;
        text += " -ctk " + name + " -ctv " + name;
    }
    if (request.scenario.memorySavers.attention == Attention::Eager)
        text += " -fa off";
    return text;
}

/// Bytes of weights and layers on each side.
struct Parts {
    std::uint64_t onDevice = 0;
    std::uint64_t onHost = 0;
    std::uint64_t layersOnDevice = 0;
};

/// The last layers go to the device, and with one more the head; the input embedding stays with
/// the CPU, and of a tied one the head is a copy.
Parts partsOf(const ServedModel& model, std::optional<std::uint64_t> gpuLayers)
{
    const std::uint64_t count = model.layers.size();
    const std::uint64_t asked = gpuLayers.value_or(count + 1);
    Parts parts;
    parts.layersOnDevice = std::min(asked, count);
    const auto first = model.layers.end() - static_cast<std::ptrdiff_t>(parts.layersOnDevice);
    parts.onDevice = std::accumulate(first, model.layers.end(), std::uint64_t{0});
    parts.onHost =
        std::accumulate(model.layers.begin(), first, std::uint64_t{0}) + model.inputEmbedding;
    const std::uint64_t rest =
        model.weights - std::min(model.weights, parts.onDevice + parts.onHost);
    const std::uint64_t head = rest + (model.tied ? model.inputEmbedding : 0);
    (asked > count ? parts.onDevice : parts.onHost) += head;
    return parts;
}

} // namespace

Result<ServingPlan> planLlamaCpp(const Request& request)
{
    const Scenario& scenario = request.scenario;
    const ServedModel& model = request.model;
    const std::uint64_t devices = std::max<std::uint64_t>(scenario.hardware.count, 1);
    const std::uint64_t sequences = std::max<std::uint64_t>(scenario.workload.batchSize, 1);
    ServingPlan plan;
    plan.engine = Implementation::LlamaCpp;
    plan.devices = devices;
    plan.capacity = request.capacity;
    plan.contextLength = request.contextLength;
    plan.command = serverCommand(request, sequences);
    const Parts parts = partsOf(model, scenario.serving.gpuLayers);
    // The fullest of the devices; layers are whole.
    const std::uint64_t layersThere = dividedUp(parts.layersOnDevice, devices);
    const Cache cache(request, layersThere);
    const Cache whole(request, std::max<std::uint64_t>(model.layers.size(), 1));
    const Result<std::uint64_t> one = cache.sequence(request.contextLength);
    const Result<std::uint64_t> oneWhole = whole.sequence(request.contextLength);
    if (!one)
        return tl::unexpected(one.error());
    if (!oneWhole)
        return tl::unexpected(oneWhole.error());
    const Result<std::uint64_t> perToken =
        storageBytes(held(Wide{model.fullElements + model.windowedElements} * layersThere
                         / std::max<std::uint64_t>(model.layers.size(), 1)),
            request.cacheDtype);
    if (!perToken)
        return tl::unexpected(perToken.error());
    plan.kvBytesPerToken = *perToken;

    plan.rows.push_back(
        exactRow("weights", HEADROOM_TEXT("core", "Weights"), dividedUp(parts.onDevice, devices),
            Text(HEADROOM_TEXT("core",
                     "{0} of {1} layers; the input embedding stays with the CPU (llama.cpp, "
                     "n_gpu_layers)"),
                parts.layersOnDevice, std::uint64_t{model.layers.size()})));
    const std::uint64_t cacheBytes = held(Wide{*one} * sequences);
    plan.rows.push_back(exactRow("kv_cache", HEADROOM_TEXT("core", "KV cache"), cacheBytes,
        Text(HEADROOM_TEXT(
                 "core", "Sequences: {0}, each in whole steps of {1} cells (llama-kv-cache.cpp)"),
            sequences, llamacpp::kCellStep)));
    const std::uint64_t compute = parts.layersOnDevice > 0 ? computeBuffer(request) : 0;
    plan.rows.push_back(exactRow("compute", HEADROOM_TEXT("core", "Compute buffer"), compute,
        Text(HEADROOM_TEXT(
                 "core", "Logits and hidden states of {0} tokens in fp32 (serving.micro_batch)"),
            scenario.serving.microBatch)));
    plan.rows.push_back(contextRow(request));
    plan.used = Bytes{sumOf(plan.rows)};
    plan.fits = plan.used <= plan.capacity;
    plan.onHost = Bytes{held(Wide{parts.onHost}
        + Wide{*oneWhole - std::min(*oneWhole, held(Wide{*one} * devices))} * sequences)};
    plan.cachedTokens = held(Wide{llamacpp::wholeCells(request.contextLength)} * sequences);

    const std::uint64_t others = plan.used.value - std::min(plan.used.value, cacheBytes);
    const std::uint64_t room = plan.capacity.value - std::min(plan.capacity.value, others);
    plan.requests = *one == 0 ? sequences : room / *one;
    plan.longestContext = longestContext(cache, room, model.positions);
    if (request.contextLength > model.positions)
        plan.warnings.emplace_back(
            HEADROOM_TEXT("core",
                "{0} positions are more than the {1} that the model was made for "
                "(max_position_embeddings)"),
            request.contextLength, model.positions);
    if (model.shared)
        plan.assumptions.emplace_back(HEADROOM_TEXT("core",
            "The file's bytes are shared among its layers as they would be in 16 bits: which side "
            "holds how much is an estimate where not all layers are on the device."));
    if (plan.onHost.value > 0)
        plan.assumptions.emplace_back(HEADROOM_TEXT("core",
            "What stays with the CPU is mapped from the file (mmap): it takes memory as it is "
            "read."));
    if (devices > 1)
        plan.assumptions.emplace_back(
            HEADROOM_TEXT(
                "core", "Layers are split among {0} devices; the figures are of the fullest."),
            devices);
    return plan;
}

} // namespace headroom::serving
