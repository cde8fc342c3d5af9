// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/operators/Recurrent.h"

#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"

#include <initializer_list>
#include <limits>

namespace headroom::engine {

namespace {

constexpr char kForward[] = "aten._cudnn_rnn.default";
constexpr char kBackwardOp[] = "aten._cudnn_rnn_backward.default";

// What the node saves, in this order; then the weights.
constexpr std::size_t kInput = 0;
constexpr std::size_t kOutput = 1;
constexpr std::size_t kReserve = 2;
constexpr std::size_t kFirstState = 3;

std::uint64_t product(std::initializer_list<std::uint64_t> factors)
{
    std::uint64_t result = 1;
    for (const std::uint64_t factor : factors) {
        if (__builtin_mul_overflow(result, factor, &result))
            throw Impossible::overflow("the reserve of a recurrent layer");
    }
    return result;
}

std::uint64_t reserveOf(const RecurrentOptions& options, std::int64_t places, Dtype dtype,
    std::uint64_t each, std::uint64_t between)
{
    const auto layers = static_cast<std::uint64_t>(options.layers);
    return product({elementBytes(dtype), static_cast<std::uint64_t>(places),
        static_cast<std::uint64_t>(options.hidden), static_cast<std::uint64_t>(options.directions),
        product({layers, each}) + (layers - 1) * between});
}

/// [batch, length, width] that lies [length, batch, width] in memory.
Dims timeFirst(const Dims& sizes) { return {sizes[2], sizes[0] * sizes[2], 1}; }

/// Rounded bytes of tensor.transpose(0, 1).contiguous(); none where it lies so already.
std::uint64_t copiedTimeFirst(const Tensor& tensor)
{
    const Dims& sizes = tensor.sizes();
    const Dims& strides = tensor.strides();
    if (isContiguous({sizes[1], sizes[0], sizes[2]}, {strides[1], strides[0], strides[2]}))
        return 0;
    return roundedToBlock(tensorBytes(sizes, tensor.dtype()));
}

std::uint64_t roundedBytes(const Tensor& tensor)
{
    return roundedToBlock(tensorBytes(tensor.sizes(), tensor.dtype()));
}

void recurrentBackward(Node& node, const Gradients& incoming, Gradients& outgoing)
{
    Engine& engine = *node.engine;
    const Tensor& input = node.kept(kInput);
    const auto states = static_cast<std::size_t>(node.saved.length);
    Tensor inputGradient =
        engine.makeStrided(kBackwardOp, input.sizes(), timeFirst(input.sizes()), input.dtype());
    std::vector<Tensor> stateGradients;
    std::uint64_t zeros = 0; // the states' gradients, which nobody gives
    for (std::size_t i = 0; i < states; ++i) {
        const Tensor& state = node.kept(kFirstState + i);
        stateGradients.push_back(engine.make(kBackwardOp, state.sizes(), state.dtype()));
        zeros += roundedBytes(state);
    }
    const std::size_t first = 1 + states;
    bool trains = false;
    for (std::size_t i = first; i < outgoing.size(); ++i)
        trains = trains || node.needs(i);
    std::uint64_t weightBytes = 0;
    if (trains) {
        const Tensor flat = engine.make(kBackwardOp, node.saved.otherSizes, input.dtype());
        weightBytes = roundedBytes(flat);
        for (std::size_t i = first; i < outgoing.size(); ++i) {
            const Dims& sizes = node.kept(kFirstState + i - 1).sizes();
            if (node.needs(i))
                outgoing[i] = flat.alias(sizes, contiguousStrides(sizes));
        }
    }
    const std::uint64_t gradientCopy = copiedTimeFirst(incoming[0]);
    engine.temporary(kBackwardOp,
        zeros + copiedTimeFirst(input)
            + (gradientCopy > weightBytes ? gradientCopy - weightBytes : 0));
    if (node.needs(0))
        outgoing[0] = std::move(inputGradient);
}

} // namespace

std::uint64_t reserveBytes(const RecurrentOptions& options, std::int64_t places, Dtype dtype)
{
    return reserveOf(options, places, dtype, options.cell == Cell::Lstm ? 5 : 6, 1);
}

ReserveBand reserveBand(const RecurrentOptions& options, std::int64_t places, Dtype dtype)
{
    const bool lstm = options.cell == Cell::Lstm;
    return {reserveOf(options, places, dtype, lstm ? 4 : 3, 0),
        reserveOf(options, places, dtype, lstm ? 12 : 8, 0)};
}

Tensor recurrent(const Tensor& input, const std::vector<Tensor>& states,
    const std::vector<Tensor>& weights, const RecurrentOptions& options)
{
    Engine& engine = input.engine();
    std::vector<Tensor> inputs = {input};
    inputs.insert(inputs.end(), states.begin(), states.end());
    inputs.insert(inputs.end(), weights.begin(), weights.end());
    const NodeRef node = record(engine, kForward, recurrentBackward, inputs.data(), inputs.size());
    Dims sizes = input.sizes();
    sizes[2] = options.hidden * options.directions;
    Tensor output =
        attach(node, engine.makeStrided(kForward, sizes, timeFirst(sizes), input.dtype()));
    std::vector<Tensor> lastStates;
    for (const Tensor& state : states)
        lastStates.push_back(attach(node, engine.make(kForward, state.sizes(), state.dtype())));
    Tensor reserve;
    if (options.training) {
        const std::int64_t places = elements({sizes[0], sizes[1]});
        const std::uint64_t bytes = reserveBytes(options, places, input.dtype());
        if (bytes > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            throw Impossible::overflow("the reserve of a recurrent layer");
        reserve = engine.make(kForward, {static_cast<std::int64_t>(bytes)}, Dtype::Uint8);
    }
    if (const std::uint64_t copied = copiedTimeFirst(input); copied > 0)
        engine.temporary(kForward, copied);
    if (node) {
        std::int64_t count = 0;
        for (const Tensor& weight : weights)
            count += elements(weight.sizes());
        node->saved.length = static_cast<std::int64_t>(states.size());
        node->saved.otherSizes = {count};
        node->save(kInput, input);
        node->save(kOutput, output);
        if (reserve)
            node->save(kReserve, reserve);
        for (std::size_t i = 1; i < inputs.size(); ++i)
            node->save(kFirstState + i - 1, inputs[i]);
    }
    return output;
}

} // namespace headroom::engine
