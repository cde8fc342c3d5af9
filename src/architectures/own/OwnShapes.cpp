// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/own/OwnShapes.h"

#include "headroom/base/Wide.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Impossible.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

namespace headroom::architectures::own {

using namespace engine;

namespace {

std::uint64_t unsignedOf(std::int64_t number) { return static_cast<std::uint64_t>(number); }

/// The dimension that a layer works on.
std::int64_t widthOf(const Dims& sizes) { return sizes.rank() == 4 ? sizes[1] : sizes.back(); }

/// Which of the shapes [batch, features], [batch, length, features] and [batch, channels, height,
/// width] a layer takes, in words.
const char* takes(const OwnLayer& layer)
{
    if (layer.type == "conv2d" || (layer.type == "pool" && layer.way != "mean"))
        return "[batch, channels, height, width]";
    if (layer.type == "attention" || isRecurrent(layer) || layer.type == "pool")
        return "[batch, length, features]";
    if (layer.type == "batch_norm")
        return "[batch, features], [batch, channels, height, width]";
    return "[batch, features], [batch, length, features]";
}

bool takesRank(const OwnLayer& layer, std::size_t rank)
{
    const std::string_view type = layer.type;
    if (type == "conv2d" || (type == "pool" && layer.way != "mean"))
        return rank == 4;
    if (type == "attention" || isRecurrent(layer) || type == "pool")
        return rank == 3;
    if (type == "batch_norm")
        return rank == 2 || rank == 4;
    if (type == "linear" || type == "layer_norm")
        return rank == 2 || rank == 3;
    return true;
}

bool hasInputs(const OwnLayer& layer)
{
    return layer.type == "linear" || layer.type == "conv2d" || layer.type == "batch_norm"
        || layer.type == "layer_norm" || layer.type == "attention" || isRecurrent(layer);
}

/// Whether autograd lets the next layer write over what this one gives: nothing keeps it, and it is
/// no view.
bool givesFreely(const OwnLayer* before, std::size_t rank)
{
    if (!before)
        return false;
    const std::string_view type = before->type;
    return type == "conv2d" || type == "batch_norm" || (type == "linear" && rank == 2)
        || (type == "pool" && (before->way == "max" || before->way == "average"));
}

std::optional<Error> checkActivation(
    const OwnLayer& layer, const Dims& sizes, const OwnLayer* before, bool checkpointed)
{
    if (!layer.inPlace)
        return std::nullopt;
    if (checkpointed && layer.depth == 0)
        return layer.wrong("in_place",
            Text(HEADROOM_TEXT("architectures",
                     "layer {0}: activation checkpointing runs each layer again from what came in, "
                     "which an activation in place has written over"),
                layer.number));
    const bool can = layer.function == "relu" || layer.function == "silu";
    if (can && layer.repeat == 1 && givesFreely(before, sizes.rank()))
        return std::nullopt;
    return layer.wrong("in_place",
        Text(
            HEADROOM_TEXT("architectures",
                "layer {0}: expected relu or silu right after a linear layer of [batch, features], "
                "conv2d, batch_norm or a pool of windows: elsewhere backward needs what would be "
                "written over"),
            layer.number));
}

std::optional<Error> checkParts(const OwnLayer& layer, const Dims& sizes)
{
    constexpr const char* kDivisor =
        HEADROOM_TEXT("architectures", "layer {0}: expected a divisor of {1}, found {2}");
    if (layer.type == "attention" && sizes.back() % layer.heads != 0)
        return layer.wrong("heads",
            Text(kDivisor, layer.number, unsignedOf(sizes.back()), unsignedOf(layer.heads)));
    if (layer.type == "conv2d") {
        for (const std::int64_t channels : {sizes[1], layer.outputs}) {
            if (channels % layer.groups != 0)
                return layer.wrong("groups",
                    Text(kDivisor, layer.number, unsignedOf(channels), unsignedOf(layer.groups)));
        }
    }
    if (layer.type == "pool" && takesRank(layer, 4) && layer.way != "adaptive"
        && layer.padding > layer.kernel / 2)
        return layer.wrong("padding",
            Text(HEADROOM_TEXT("architectures",
                     "layer {0}: expected at most half of the kernel of {1}, found {2}"),
                layer.number, unsignedOf(layer.kernel), unsignedOf(layer.padding)));
    return std::nullopt;
}

/// What a layer can't do with what it is given, in words.
std::optional<Error> check(const OwnLayer& layer, const Dims& sizes, bool tokens,
    const OwnLayer* before, bool checkpointed)
{
    if (layer.error)
        return layer.error;
    if (layer.type == "input")
        return layer.wrong({},
            Text(HEADROOM_TEXT("architectures", "layer {0}: input comes first, or not at all"),
                layer.number));
    if (tokens != (layer.type == "embedding") && layer.type != "residual")
        return layer.wrong({},
            Text(tokens ? HEADROOM_TEXT(
                     "architectures", "layer {0}: tokens come in, which only an embedding takes")
                        : HEADROOM_TEXT("architectures",
                            "layer {0}: an embedding comes first: it takes tokens"),
                layer.number));
    if (!takesRank(layer, sizes.rank()))
        return layer.wrong({},
            Text(HEADROOM_TEXT("architectures", "layer {0}: {1} comes in, {2} expected"),
                layer.number, toString(sizes), takes(layer)));
    const std::int64_t width = widthOf(sizes);
    if (hasInputs(layer) && layer.inputs > 0 && layer.inputs != width)
        return layer.wrong("inputs",
            Text(sizes.rank() == 4
                    ? HEADROOM_TEXT("architectures", "layer {0}: {1} channels in, {2} expected")
                    : HEADROOM_TEXT("architectures", "layer {0}: {1} features in, {2} expected"),
                layer.number, unsignedOf(width), unsignedOf(layer.inputs)));
    if (std::optional<Error> parts = checkParts(layer, sizes))
        return parts;
    return checkActivation(layer, sizes, before, checkpointed);
}

/// What an operator refuses, as an error of the layer that called it.
Error placed(const Impossible& impossible, const OwnLayer& layer)
{
    const Error& error = impossible.error();
    Error result = layer.wrong({},
        error.where.empty() ? Text(
            HEADROOM_TEXT("architectures", "layer {0}: {1}"), layer.number, error.message.english())
                            : Text(HEADROOM_TEXT("architectures", "layer {0}: {1}: {2}"),
                                layer.number, error.where, error.message.english()));
    result.code = error.code;
    return result;
}

const OwnLayer* firstOf(const std::vector<OwnLayer>& layers, std::size_t at)
{
    if (at >= layers.size())
        return nullptr;
    const OwnLayer& layer = layers[at];
    return layer.type == "residual" ? firstOf(layer.body, 0) : &layer;
}

/// Runs layers, row by row.
class Pass {
public:
    Pass(const StepOptions& options, std::vector<OwnRow>& rows)
        : m_training(options.training)
        , m_checkpointed(options.training && options.checkpointing != Checkpointing::None)
        , m_rows(rows)
    {
        m_engine.gradEnabled = false;
    }

    [[nodiscard]] Tensor batch(const OwnInput& input)
    {
        return m_engine.make("batch", input.sizes, input.tokens ? Dtype::Int64 : Dtype::Fp32);
    }

    /// Nothing where a layer does not fit.
    [[nodiscard]] Tensor list(
        std::span<const OwnLayer> layers, Tensor x, std::vector<ShapedLayer>& shaped)
    {
        const OwnLayer* before = nullptr;
        for (const OwnLayer& layer : layers) {
            const std::size_t row = m_rows.size();
            m_rows.push_back({layer.pointer, layer.number, layer.depth, {}, 0, layer.error});
            if (x && !m_failed)
                x = repeated(layer, std::move(x), before, row, shaped.emplace_back());
            else
                addInside(layer);
            before = &layer;
        }
        return m_failed ? Tensor() : x;
    }

private:
    /// Rows of what no shape reaches.
    void addInside(const OwnLayer& layer)
    {
        for (const std::vector<OwnLayer>* inside : {&layer.body, &layer.shortcut}) {
            for (const OwnLayer& inner : *inside) {
                m_rows.push_back({inner.pointer, inner.number, inner.depth, {}, 0, inner.error});
                addInside(inner);
            }
        }
    }

    [[nodiscard]] Tensor repeated(const OwnLayer& layer, Tensor x, const OwnLayer* before,
        std::size_t row, ShapedLayer& shaped)
    {
        shaped.layer = &layer;
        const std::size_t inside = m_rows.size();
        for (std::int64_t i = 0; i < layer.repeat && !m_failed; ++i) {
            m_rows.resize(inside); // of the last repetition alone
            ShapedRun& run = shaped.runs.emplace_back();
            run.input = x.sizes();
            const std::uint64_t parametersBefore = m_parameters;
            x = once(layer, x, before, row, run);
            if (m_failed)
                break;
            run.output = x.sizes();
            const bool alike = i == 0 && run.output == run.input;
            const std::uint64_t times = alike ? unsignedOf(layer.repeat) : 1;
            addParameters(row, (m_parameters - parametersBefore), times);
            m_parameters = parametersBefore + (m_parameters - parametersBefore) * times;
            countRuns(layer, row, alike);
            if (alike)
                break;
        }
        if (m_failed) {
            // What stands inside and was not reached.
            if (m_rows.size() == inside)
                addInside(layer);
            return {};
        }
        m_rows[row].output = x.sizes();
        return x;
    }

    void addParameters(std::size_t row, std::uint64_t count, std::uint64_t times)
    {
        const Wide sum = Wide{m_rows[row].parameters} + Wide{count} * times;
        m_rows[row].parameters = static_cast<std::uint64_t>(
            std::min<Wide>(sum, std::numeric_limits<std::uint64_t>::max()));
    }

    void countRuns(const OwnLayer& layer, std::size_t row, bool alike)
    {
        m_layers += alike && layer.depth == 0 ? layer.repeat : 1;
        // Inside of others nothing is counted in place of being run.
        m_run +=
            alike ? (layer.depth == 0 ? std::min<std::int64_t>(layer.repeat, 4) : layer.repeat) : 1;
        constexpr const char* kMost = HEADROOM_TEXT(
            "architectures", "layer {0}: expected at most {1} layers up to here, found more");
        constexpr const char* kMostAlone = HEADROOM_TEXT("architectures",
            "layer {0}: expected at most {1} layers up to here that run one by one, found more");
        if (m_layers > kMostLayers)
            failAt(row, layer.wrong("repeat", Text(kMost, layer.number, unsignedOf(kMostLayers))));
        else if (m_run > kMostRun)
            failAt(
                row, layer.wrong("repeat", Text(kMostAlone, layer.number, unsignedOf(kMostRun))));
    }

    void failAt(std::size_t row, Error error)
    {
        m_failed = true;
        if (!m_rows[row].error)
            m_rows[row].error = std::move(error);
    }

    [[nodiscard]] Tensor once(const OwnLayer& layer, const Tensor& x, const OwnLayer* before,
        std::size_t row, ShapedRun& run)
    {
        const bool tokens = x.dtype() == Dtype::Int64;
        if (std::optional<Error> wrong = check(layer, x.sizes(), tokens, before, m_checkpointed)) {
            failAt(row, std::move(*wrong));
            return {};
        }
        if (layer.type == "residual")
            return residual(layer, x, row, run);
        try {
            Model model(m_engine, Dtype::Fp32, m_training);
            Module root(model);
            const std::unique_ptr<vision::Layer> module = makeLayer(root, "", layer, run);
            for (const Parameter& parameter : model.parameters())
                m_parameters += unsignedOf(parameter.count);
            return module->forward(x);
        } catch (const Impossible& impossible) {
            failAt(row, placed(impossible, layer));
            return {};
        }
    }

    [[nodiscard]] Tensor residual(
        const OwnLayer& layer, const Tensor& x, std::size_t row, ShapedRun& run)
    {
        const Tensor y = list(layer.body, x, run.body);
        const Tensor other = list(layer.shortcut, y ? x : Tensor(), run.shortcut);
        if (m_failed || !y)
            return {};
        if (!(y.sizes() == other.sizes())) {
            failAt(row,
                layer.wrong({},
                    Text(HEADROOM_TEXT("architectures",
                             "layer {0}: {1} comes out of its layers and {2} out of the shortcut: "
                             "the two can't be added"),
                        layer.number, toString(y.sizes()), toString(other.sizes()))));
            return {};
        }
        return y;
    }

    Engine m_engine;
    bool m_training;
    bool m_checkpointed;
    std::vector<OwnRow>& m_rows;
    bool m_failed = false;
    std::uint64_t m_parameters = 0;
    std::int64_t m_layers = 0;
    std::int64_t m_run = 0;
};

/// What the first layer says of the input; an error of that layer where it says nothing.
std::optional<Error> readInput(
    const std::vector<OwnLayer>& layers, const StepOptions& options, OwnInput& input)
{
    const bool stated = layers.front().type == "input";
    const OwnLayer* first = firstOf(layers, stated ? 1 : 0);
    input.tokens = first && first->type == "embedding";
    input.sizes = {options.batchSize};
    if (layers.front().error)
        return layers.front().error;
    if (stated) {
        for (const std::int64_t size : layers.front().sizes)
            input.sizes.push(size);
        return std::nullopt;
    }
    if (first->error)
        return first->error;
    if (input.tokens) {
        input.sizes.push(options.sequenceLength);
        return std::nullopt;
    }
    if (!hasInputs(*first))
        return first->wrong({},
            Text(HEADROOM_TEXT("architectures",
                     "layer {0}: the first layer must say what it reads; put {\"type\": \"input\", "
                     "\"sizes\": [3, 32, 32]} before it"),
                first->number));
    if (first->inputs == 0)
        return first->wrong("inputs",
            Text(HEADROOM_TEXT(
                     "architectures", "layer {0}: the first layer must say how many inputs it has"),
                first->number));
    if (first->type == "conv2d")
        input.sizes = {options.batchSize, first->inputs, options.imageSize, options.imageSize};
    else if (first->type == "linear" || first->type == "batch_norm")
        input.sizes.push(first->inputs);
    else
        input.sizes = {options.batchSize, options.sequenceLength, first->inputs};
    return std::nullopt;
}

/// The row that an error points into.
OwnRow& rowOf(const Error& error, std::vector<OwnRow>& rows)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string pointer = std::string(kLayersPointer) + rows[i].pointer;
        if (error.where == pointer || error.where.starts_with(pointer + "/"))
            found = i;
    }
    return rows[found];
}

} // namespace

const Error* Shaped::error() const
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [](const OwnRow& row) { return row.error.has_value(); });
    return found == rows.end() ? nullptr : &*found->error;
}

Shaped shapeLayers(const std::vector<OwnLayer>& layers, const StepOptions& options)
{
    Shaped shaped;
    Pass pass(options, shaped.rows);
    std::optional<Error> wrong = readInput(layers, options, shaped.input);
    Tensor x;
    if (!wrong) {
        try {
            x = pass.batch(shaped.input);
        } catch (const Impossible& impossible) {
            wrong = placed(impossible, layers.front());
        }
    }
    std::span<const OwnLayer> rest = layers;
    if (rest.front().type == "input") {
        shaped.rows.push_back(
            {rest.front().pointer, rest.front().number, 0, shaped.input.sizes, 0, {}});
        rest = rest.subspan(1);
    }
    x = pass.list(rest, std::move(x), shaped.layers);
    if (x)
        shaped.output = x.sizes();
    if (wrong)
        rowOf(*wrong, shaped.rows).error = wrong;
    return shaped;
}

} // namespace headroom::architectures::own
