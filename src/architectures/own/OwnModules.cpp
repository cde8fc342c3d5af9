// SPDX-License-Identifier: GPL-3.0-or-later
// torch.nn's layers as an own network names them; validation/own_networks.py builds the same.
#include "architectures/own/OwnModules.h"

#include "architectures/vision/MultiheadAttention.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/operators/Factories.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Views.h"

#include <string>

namespace headroom::architectures::own {

using namespace engine;
using vision::Layer;

namespace {

/// torch.nn.LSTM and GRU, batch_first, and of the output all or the last position.
class Recurrent : public Module, public Layer {
public:
    Recurrent(Module& parent, std::string_view name, const OwnLayer& layer, std::int64_t features)
        : Module(parent, name)
        , m_options(recurrentOptions(layer, training()))
        , m_last(layer.gives == "last")
        , m_rnn(*this, "rnn")
        , m_weights(m_rnn.flatParameters(weights(m_options, features)))
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const Tensor output = run(x);
        return m_last ? select(output, 1, -1) : output;
    }

private:
    [[nodiscard]] static std::vector<NamedSizes> weights(
        const RecurrentOptions& options, std::int64_t features)
    {
        const std::int64_t gates = (options.cell == Cell::Lstm ? 4 : 3) * options.hidden;
        std::vector<NamedSizes> all;
        for (std::int64_t i = 0; i < options.layers; ++i) {
            const std::int64_t inputs = i == 0 ? features : options.hidden * options.directions;
            for (std::int64_t direction = 0; direction < options.directions; ++direction) {
                const std::string end =
                    "_l" + std::to_string(i) + (direction == 1 ? "_reverse" : "");
                all.push_back({"weight_ih" + end, {gates, inputs}});
                all.push_back({"weight_hh" + end, {gates, options.hidden}});
                all.push_back({"bias_ih" + end, {gates}});
                all.push_back({"bias_hh" + end, {gates}});
            }
        }
        return all;
    }
    [[nodiscard]] Tensor run(const Tensor& x) const
    {
        const InModule here(engine(), m_rnn.id());
        std::vector<Tensor> states;
        const int count = m_options.cell == Cell::Lstm ? 2 : 1;
        for (int i = 0; i < count; ++i)
            states.push_back(filled(engine(), "aten.zeros.default",
                {m_options.layers * m_options.directions, x.size(0), m_options.hidden}, x.dtype()));
        return recurrent(x, states, m_weights, m_options);
    }

    RecurrentOptions m_options;
    bool m_last;
    Module m_rnn;
    std::vector<Tensor> m_weights;
};

/// x.mean(1).
class MeanOfPositions : public Module, public Layer {
public:
    using Module::Module;
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        return mean(x, 1, false);
    }
};

/// body(x) + shortcut(x).
class Residual : public Module, public Layer {
public:
    Residual(Module& parent, std::string_view name, const ShapedRun& run)
        : Module(parent, name)
        , m_bodyModule(*this, "body")
    {
        fill(m_bodyModule, run.body, m_body);
        if (!run.shortcut.empty())
            fill(m_shortcutModule.emplace(*this, "shortcut"), run.shortcut, m_shortcut);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        const Tensor y = through(m_body, x);
        if (!m_shortcutModule)
            return add(y, x);
        const Tensor other = through(m_shortcut, x);
        return add(y, other);
    }

private:
    using Layers = std::vector<std::unique_ptr<Layer>>;

    static void fill(Module& parent, const std::vector<ShapedLayer>& shaped, Layers& layers)
    {
        for (const ShapedLayer& inside : shaped) {
            for (std::int64_t i = 0; i < inside.layer->repeat; ++i)
                layers.push_back(makeLayer(parent, std::to_string(layers.size()), *inside.layer,
                    inside.run(static_cast<std::size_t>(i))));
        }
    }
    [[nodiscard]] static Tensor through(const Layers& layers, const Tensor& given)
    {
        Tensor x = given;
        for (const std::unique_ptr<Layer>& layer : layers)
            x = layer->forward(x);
        return x;
    }

    Module m_bodyModule;
    std::optional<Module> m_shortcutModule;
    Layers m_body;
    Layers m_shortcut;
};

vision::Act actOf(const OwnLayer& layer)
{
    if (layer.function == "gelu")
        return vision::Act::Gelu;
    if (layer.function == "silu")
        return layer.inPlace ? vision::Act::SiluInPlace : vision::Act::Silu;
    if (layer.function == "tanh")
        return vision::Act::Tanh;
    if (layer.function == "sigmoid")
        return vision::Act::Sigmoid;
    return layer.inPlace ? vision::Act::ReluInPlace : vision::Act::Relu;
}

std::unique_ptr<Layer> makePool(Module& parent, std::string_view name, const OwnLayer& layer)
{
    if (layer.way == "mean")
        return std::make_unique<MeanOfPositions>(parent, name);
    if (layer.way == "adaptive")
        return std::make_unique<vision::AdaptiveAvgPool2d>(parent, name, layer.outputs);
    const PoolingOptions options{
        layer.kernel, layer.stride > 0 ? layer.stride : layer.kernel, layer.padding};
    if (layer.way == "average")
        return std::make_unique<vision::AvgPool2d>(parent, name, options);
    return std::make_unique<vision::MaxPool2d>(parent, name, options);
}

} // namespace

bool isRecurrent(const OwnLayer& layer) { return layer.type == "lstm" || layer.type == "gru"; }

RecurrentOptions recurrentOptions(const OwnLayer& layer, bool training)
{
    return {layer.type == "lstm" ? Cell::Lstm : Cell::Gru, layer.outputs, layer.layers,
        layer.bidirectional ? 2 : 1, training};
}

std::unique_ptr<Layer> makeLayer(
    Module& parent, std::string_view name, const OwnLayer& layer, const ShapedRun& run)
{
    const std::int64_t features = run.input.back();
    if (layer.type == "linear")
        return std::make_unique<vision::LinearLayer>(
            parent, name, Linear::Shape{features, layer.outputs, layer.bias});
    if (layer.type == "conv2d")
        return std::make_unique<vision::Conv2d>(parent, name, run.input[1], layer.outputs,
            vision::Conv2dOptions{layer.kernel, layer.stride, layer.padding, layer.groups,
                layer.bias, layer.dilation});
    if (layer.type == "batch_norm")
        return std::make_unique<vision::BatchNorm2d>(parent, name, run.input[1]);
    if (layer.type == "layer_norm")
        return std::make_unique<vision::LayerNormLayer>(parent, name, features);
    if (layer.type == "attention")
        return std::make_unique<vision::MultiheadAttention>(parent, name, features, layer.heads);
    if (isRecurrent(layer))
        return std::make_unique<Recurrent>(parent, name, layer, features);
    if (layer.type == "embedding")
        return std::make_unique<vision::Held<Embedding>>(parent, name, layer.rows, layer.outputs);
    if (layer.type == "activation")
        return std::make_unique<vision::Activation>(parent, name, actOf(layer));
    if (layer.type == "dropout")
        return std::make_unique<vision::DropoutLayer>(parent, name, layer.drops);
    if (layer.type == "pool")
        return makePool(parent, name, layer);
    if (layer.type == "residual")
        return std::make_unique<Residual>(parent, name, run);
    return std::make_unique<vision::Flatten>(parent, name);
}

} // namespace headroom::architectures::own
