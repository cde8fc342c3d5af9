// SPDX-License-Identifier: GPL-3.0-or-later
// torch.nn's layers of images, and torchvision/ops/misc.py and stochastic_depth.py of torchvision
// 0.29. A module's input lives until its call returns, as Python's caller holds it: forward() takes
// it by reference.
#pragma once

#include "architectures/blocks/Layers.h"
#include "headroom/engine/operators/Convolution.h"
#include "headroom/engine/operators/Normalization.h"
#include "headroom/engine/operators/Pooling.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::architectures::vision {

using engine::Pair;

/// What maps one tensor to the next.
class Layer {
public:
    Layer() = default;
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;
    virtual ~Layer() = default;
    [[nodiscard]] virtual Tensor forward(const Tensor& x) const = 0;
};

/// torch.nn.Sequential; children are named by their index, or by name.
class Sequential : public Module, public Layer {
public:
    using Module::Module;
    template <typename T, typename... Arguments> void add(Arguments&&... arguments)
    {
        addNamed<T>(std::to_string(m_layers.size()), std::forward<Arguments>(arguments)...);
    }
    template <typename T, typename... Arguments>
    void addNamed(std::string_view name, Arguments&&... arguments)
    {
        m_layers.push_back(std::make_unique<T>(*this, name, std::forward<Arguments>(arguments)...));
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override { return through(x); }
    /// torch.nn.ModuleList, as its owner runs it: nobody else holds what goes in.
    [[nodiscard]] Tensor through(Tensor x) const;

private:
    std::vector<std::unique_ptr<Layer>> m_layers;
};

/// A module of architectures/blocks as a Layer.
template <typename Block> class Held : public Layer {
public:
    template <typename... Arguments>
    explicit Held(Module& parent, std::string_view name, Arguments&&... arguments)
        : m_block(parent, name, std::forward<Arguments>(arguments)...)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override { return m_block.forward(x); }

private:
    Block m_block;
};

using LinearLayer = Held<Linear>;
using DropoutLayer = Held<Dropout>;
using LayerNormLayer = Held<LayerNorm>;

struct Conv2dOptions {
    Pair kernel = 1;
    Pair stride = 1;
    Pair padding = 0;
    std::int64_t groups = 1;
    bool bias = true;
    Pair dilation = 1;
};

/// torch.nn.Conv2d: weight [outputs, inputs / groups, rows, columns].
class Conv2d : public Module, public Layer {
public:
    Conv2d(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs,
        const Conv2dOptions& options);
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    engine::ConvolutionOptions m_options;
    Tensor m_weight;
    Tensor m_bias;
};

/// torch.nn.BatchNorm1d of [batch, features], or BatchNorm2d, with its running statistics;
/// num_batches_tracked is one int64.
class BatchNorm2d : public Module, public Layer {
public:
    BatchNorm2d(Module& parent, std::string_view name, std::int64_t channels);
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    engine::BatchNormTensors m_tensors;
};

enum class Act {
    Relu,
    ReluInPlace,
    Relu6InPlace,
    Silu,
    SiluInPlace,
    HardswishInPlace,
    Hardsigmoid,
    Sigmoid,
    Gelu,
    Tanh
};

/// torch.nn.ReLU(inplace=True) and its like.
class Activation : public Module, public Layer {
public:
    Activation(Module& parent, std::string_view name, Act act)
        : Module(parent, name)
        , m_act(act)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    Act m_act;
};

/// torch.nn.MaxPool2d; the stride is the kernel's size unless said.
class MaxPool2d : public Module, public Layer {
public:
    MaxPool2d(Module& parent, std::string_view name, const engine::PoolingOptions& options)
        : Module(parent, name)
        , m_options(options)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    engine::PoolingOptions m_options;
};

class AvgPool2d : public Module, public Layer {
public:
    AvgPool2d(Module& parent, std::string_view name, const engine::PoolingOptions& options)
        : Module(parent, name)
        , m_options(options)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    engine::PoolingOptions m_options;
};

class AdaptiveAvgPool2d : public Module, public Layer {
public:
    AdaptiveAvgPool2d(Module& parent, std::string_view name, Pair size = 1)
        : Module(parent, name)
        , m_size(size)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    Pair m_size;
};

/// torch.nn.Flatten(1).
class Flatten : public Module, public Layer {
public:
    using Module::Module;
    [[nodiscard]] Tensor forward(const Tensor& x) const override;
};

/// torch.nn.Dropout(inplace=True), between 0 and 1.
class DropoutInPlace : public Module, public Layer {
public:
    using Module::Module;
    [[nodiscard]] Tensor forward(const Tensor& x) const override;
};

/// torchvision.ops.Permute.
class Permute : public Module, public Layer {
public:
    Permute(Module& parent, std::string_view name, const engine::Dims& order)
        : Module(parent, name)
        , m_order(order)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    engine::Dims m_order;
};

/// torchvision.ops.StochasticDepth by rows; `active`: with a probability above 0. In training it
/// multiplies by noise of one number an image.
class StochasticDepth : public Module, public Layer {
public:
    StochasticDepth(Module& parent, std::string_view name, bool active)
        : Module(parent, name)
        , m_active(active)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    bool m_active;
};

/// torchvision.ops.Conv2dNormActivation: padded to keep the size, biased where nothing normalizes.
struct ConvNormOptions {
    Pair kernel = 3;
    Pair stride = 1;
    std::int64_t groups = 1;
    bool norm = true;
    std::optional<Act> activation = Act::ReluInPlace;
};

class Conv2dNormActivation : public Sequential {
public:
    Conv2dNormActivation(Module& parent, std::string_view name, std::int64_t inputs,
        std::int64_t outputs, const ConvNormOptions& options);
};

/// torchvision.ops.SqueezeExcitation.
class SqueezeExcitation : public Module, public Layer {
public:
    struct Options {
        Act activation = Act::Relu;
        Act scaleActivation = Act::Sigmoid;
    };
    SqueezeExcitation(Module& parent, std::string_view name, std::int64_t channels,
        std::int64_t squeezed, const Options& options);
    [[nodiscard]] Tensor forward(const Tensor& x) const override;

private:
    [[nodiscard]] Tensor scale(const Tensor& x) const;

    AdaptiveAvgPool2d avgpool;
    Conv2d fc1;
    Conv2d fc2;
    Activation activation;
    Activation scaleActivation;
};

/// torchvision's _make_divisible for a number of channels times `thousandths` / 1000: to a multiple
/// of `divisor`, at most a tenth below.
[[nodiscard]] std::int64_t makeDivisible(
    std::int64_t channels, std::int64_t thousandths, std::int64_t divisor);

} // namespace headroom::architectures::vision
