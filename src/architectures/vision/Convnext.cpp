// SPDX-License-Identifier: GPL-3.0-or-later
// ConvNeXt (Liu et al., 2022): torchvision 0.29, models/convnext.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <array>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct ConvNeXtOptions {
    std::array<std::int64_t, 4> channels{};
    std::array<int, 4> layers{};
};

/// LayerNorm over the channels of an image.
class LayerNorm2d : public Module, public Layer {
public:
    LayerNorm2d(Module& parent, std::string_view name, std::int64_t channels)
        : Module(parent, name)
        , m_weight(parameter("weight", {channels}))
        , m_bias(parameter("bias", {channels}))
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const override
    {
        const InModule here = entered();
        Tensor x = permute(given, {0, 2, 3, 1});
        x = layerNorm(x, m_weight, m_bias);
        return permute(x, {0, 3, 1, 2});
    }

private:
    Tensor m_weight;
    Tensor m_bias;
};

class CnBlock : public Module, public Layer {
public:
    CnBlock(Module& parent, std::string_view name, std::int64_t dim, bool stochastic)
        : Module(parent, name)
        , m_layerScale(parameter("layer_scale", {dim, 1, 1}))
        , block(*this, "block")
        , stochasticDepth(*this, "stochastic_depth", stochastic)
    {
        block.add<Conv2d>(dim, dim, Conv2dOptions{7, 1, 3, dim, true});
        block.add<Permute>(Dims{0, 2, 3, 1});
        block.add<LayerNormLayer>(dim);
        block.add<LinearLayer>(Linear::Shape{dim, 4 * dim, true});
        block.add<Activation>(Act::Gelu);
        block.add<LinearLayer>(Linear::Shape{4 * dim, dim, true});
        block.add<Permute>(Dims{0, 3, 1, 2});
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const override
    {
        const InModule here = entered();
        Tensor result = block.forward(input);
        result = mul(m_layerScale, std::move(result));
        result = stochasticDepth.forward(result);
        return addInPlace(std::move(result), input);
    }

private:
    Tensor m_layerScale;
    Sequential block;
    StochasticDepth stochasticDepth;
};

class ConvNeXtStage : public Sequential {
public:
    ConvNeXtStage(
        Module& parent, std::string_view name, std::int64_t channels, int layers, bool first)
        : Sequential(parent, name)
    {
        for (int i = 0; i < layers; ++i)
            add<CnBlock>(channels, !(first && i == 0));
    }
};

class ConvNeXtDownsampling : public Sequential {
public:
    ConvNeXtDownsampling(
        Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs)
        : Sequential(parent, name)
    {
        add<LayerNorm2d>(inputs);
        add<Conv2d>(inputs, outputs, Conv2dOptions{2, 2});
    }
};

class ConvNeXtStem : public Sequential {
public:
    ConvNeXtStem(Module& parent, std::string_view name, std::int64_t inputs, std::int64_t outputs)
        : Sequential(parent, name)
    {
        add<Conv2d>(inputs, outputs, Conv2dOptions{4, 4});
        add<LayerNorm2d>(outputs);
    }
};

class ConvNeXt : public Layer {
public:
    ConvNeXt(Module& root, const ConvNeXtOptions& options, const ImageShape& shape)
        : features(root, "features")
        , avgpool(root, "avgpool")
        , classifier(root, "classifier")
    {
        features.add<ConvNeXtStem>(shape.channels, options.channels[0]);
        for (std::size_t i = 0; i < options.channels.size(); ++i) {
            features.add<ConvNeXtStage>(options.channels[i], options.layers[i], i == 0);
            if (i + 1 < options.channels.size())
                features.add<ConvNeXtDownsampling>(options.channels[i], options.channels[i + 1]);
        }
        const std::int64_t last = options.channels.back();
        classifier.add<LayerNorm2d>(last);
        classifier.add<Flatten>();
        classifier.add<LinearLayer>(Linear::Shape{last, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = avgpool.forward(x);
        return classifier.forward(x);
    }

private:
    Sequential features;
    AdaptiveAvgPool2d avgpool;
    Sequential classifier;
};

} // namespace

Family convnextFamily();
Family convnextFamily()
{
    return {
        {
            member<ConvNeXt>("convnext_tiny", ConvNeXtOptions{{96, 192, 384, 768}, {3, 3, 9, 3}}),
            member<ConvNeXt>("convnext_small", ConvNeXtOptions{{96, 192, 384, 768}, {3, 3, 27, 3}}),
            member<ConvNeXt>(
                "convnext_base", ConvNeXtOptions{{128, 256, 512, 1024}, {3, 3, 27, 3}}),
            member<ConvNeXt>(
                "convnext_large", ConvNeXtOptions{{192, 384, 768, 1536}, {3, 3, 27, 3}}),
        },
        {"features.1", "features.3", "features.5", "features.7"}};
}

} // namespace headroom::architectures::vision
