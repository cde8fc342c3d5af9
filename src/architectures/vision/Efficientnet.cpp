// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet (Tan and Le, 2019) and EfficientNetV2 (2021): torchvision 0.29,
// models/efficientnet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Views.h"

#include <algorithm>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

/// MBConvConfig, FusedMBConvConfig.
struct ConvConfig {
    bool fused;
    std::int64_t expandRatio;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t input;
    std::int64_t out;
    std::int64_t layers;
};

struct EfficientNetOptions {
    std::vector<ConvConfig> setting;
    std::optional<std::int64_t> lastChannel; ///< four times the last block's unless said
};

struct EfficientNetBlockShape {
    ConvConfig cnf;
    bool stochasticDepth;
};

/// Both MBConv and FusedMBConv: what is around their convolutions.
class EfficientNetBlock : public Module, public Layer {
public:
    EfficientNetBlock(Module& parent, std::string_view name, const EfficientNetBlockShape& shape)
        : Module(parent, name)
        , m_residual(shape.cnf.stride == 1 && shape.cnf.input == shape.cnf.out)
        , block(*this, "block")
        , stochasticDepth(*this, "stochastic_depth", shape.stochasticDepth)
    {
        const ConvConfig& cnf = shape.cnf;
        const std::int64_t expanded = makeDivisible(cnf.input, cnf.expandRatio * 1000, 8);
        if (cnf.fused)
            makeFused(cnf, expanded);
        else
            makeSeparate(cnf, expanded);
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const override
    {
        const InModule here = entered();
        Tensor result = block.forward(input);
        if (m_residual) {
            result = stochasticDepth.forward(result);
            result = addInPlace(std::move(result), input);
        }
        return result;
    }

private:
    void makeFused(const ConvConfig& cnf, std::int64_t expanded)
    {
        const ConvNormOptions wide{
            .kernel = cnf.kernel, .stride = cnf.stride, .activation = Act::SiluInPlace};
        if (expanded == cnf.input) {
            block.add<Conv2dNormActivation>(cnf.input, cnf.out, wide);
            return;
        }
        block.add<Conv2dNormActivation>(cnf.input, expanded, wide);
        block.add<Conv2dNormActivation>(
            expanded, cnf.out, ConvNormOptions{.kernel = 1, .activation = std::nullopt});
    }
    void makeSeparate(const ConvConfig& cnf, std::int64_t expanded)
    {
        if (expanded != cnf.input)
            block.add<Conv2dNormActivation>(
                cnf.input, expanded, ConvNormOptions{.kernel = 1, .activation = Act::SiluInPlace});
        block.add<Conv2dNormActivation>(expanded, expanded,
            ConvNormOptions{.kernel = cnf.kernel,
                .stride = cnf.stride,
                .groups = expanded,
                .activation = Act::SiluInPlace});
        block.add<SqueezeExcitation>(expanded, std::max<std::int64_t>(1, cnf.input / 4),
            SqueezeExcitation::Options{.activation = Act::SiluInPlace});
        block.add<Conv2dNormActivation>(
            expanded, cnf.out, ConvNormOptions{.kernel = 1, .activation = std::nullopt});
    }

    bool m_residual;
    Sequential block;
    StochasticDepth stochasticDepth;
};

class EfficientNet : public Layer {
public:
    EfficientNet(Module& root, const EfficientNetOptions& options, const ImageShape& shape)
        : features(root, "features")
        , avgpool(root, "avgpool")
        , m_classifier(root, "classifier")
        , dropout(m_classifier, "0")
    {
        features.add<Conv2dNormActivation>(shape.channels, options.setting.front().input,
            ConvNormOptions{.stride = 2, .activation = Act::SiluInPlace});
        bool first = true;
        for (const ConvConfig& cnf : options.setting)
            features.add<Stage>(cnf, first);
        const std::int64_t channels = options.setting.back().out;
        const std::int64_t last = options.lastChannel.value_or(4 * channels);
        features.add<Conv2dNormActivation>(
            channels, last, ConvNormOptions{.kernel = 1, .activation = Act::SiluInPlace});
        linear.emplace(m_classifier, "1", Linear::Shape{last, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        Tensor pooled = avgpool.forward(x);
        x = flatten(pooled, 1, -1);
        // Dropout(inplace=True) of a view of what was pooled.
        std::tie(pooled, x) = dropout.forward(std::move(pooled), std::move(x));
        return linear->forward(x);
    }

private:
    class Stage : public Sequential {
    public:
        /// `first`: whether this is the model's first block, which is never dropped.
        Stage(Module& parent, std::string_view name, ConvConfig cnf, bool& first)
            : Sequential(parent, name)
        {
            for (std::int64_t i = 0; i < cnf.layers; ++i) {
                add<EfficientNetBlock>(EfficientNetBlockShape{cnf, !first});
                first = false;
                cnf.input = cnf.out;
                cnf.stride = 1;
            }
        }
    };
    class ViewDropout : public Module {
    public:
        using Module::Module;
        [[nodiscard]] std::pair<Tensor, Tensor> forward(Tensor base, Tensor viewed) const
        {
            const InModule here = entered();
            return dropoutInPlaceOfView(std::move(base), std::move(viewed), training());
        }
    };

    Sequential features;
    AdaptiveAvgPool2d avgpool;
    Module m_classifier;
    ViewDropout dropout;
    std::optional<Linear> linear;
};

/// efficientnet_b0 to b7, of a width and a depth.
EfficientNetOptions efficientNetB(std::int64_t widthThousandths, std::int64_t depthThousandths)
{
    EfficientNetOptions options{{
                                    {false, 1, 3, 1, 32, 16, 1},
                                    {false, 6, 3, 2, 16, 24, 2},
                                    {false, 6, 5, 2, 24, 40, 2},
                                    {false, 6, 3, 2, 40, 80, 3},
                                    {false, 6, 5, 1, 80, 112, 3},
                                    {false, 6, 5, 2, 112, 192, 4},
                                    {false, 6, 3, 1, 192, 320, 1},
                                },
        std::nullopt};
    for (ConvConfig& cnf : options.setting) {
        cnf.input = makeDivisible(cnf.input, widthThousandths, 8);
        cnf.out = makeDivisible(cnf.out, widthThousandths, 8);
        cnf.layers = (cnf.layers * depthThousandths + 999) / 1000;
    }
    return options;
}

EfficientNetOptions efficientNetV2S()
{
    return {{
                {true, 1, 3, 1, 24, 24, 2},
                {true, 4, 3, 2, 24, 48, 4},
                {true, 4, 3, 2, 48, 64, 4},
                {false, 4, 3, 2, 64, 128, 6},
                {false, 6, 3, 1, 128, 160, 9},
                {false, 6, 3, 2, 160, 256, 15},
            },
        1280};
}

EfficientNetOptions efficientNetV2M()
{
    return {{
                {true, 1, 3, 1, 24, 24, 3},
                {true, 4, 3, 2, 24, 48, 5},
                {true, 4, 3, 2, 48, 80, 5},
                {false, 4, 3, 2, 80, 160, 7},
                {false, 6, 3, 1, 160, 176, 14},
                {false, 6, 3, 2, 176, 304, 18},
                {false, 6, 3, 1, 304, 512, 5},
            },
        1280};
}

EfficientNetOptions efficientNetV2L()
{
    return {{
                {true, 1, 3, 1, 32, 32, 4},
                {true, 4, 3, 2, 32, 64, 7},
                {true, 4, 3, 2, 64, 96, 7},
                {false, 4, 3, 2, 96, 192, 10},
                {false, 6, 3, 1, 192, 224, 19},
                {false, 6, 3, 2, 224, 384, 25},
                {false, 6, 3, 1, 384, 640, 7},
            },
        1280};
}

} // namespace

Family efficientnetFamily();
Family efficientnetFamily()
{
    return {{
                member<EfficientNet>("efficientnet_b0", efficientNetB(1000, 1000)),
                member<EfficientNet>("efficientnet_b1", efficientNetB(1000, 1100)),
                member<EfficientNet>("efficientnet_b2", efficientNetB(1100, 1200)),
                member<EfficientNet>("efficientnet_b3", efficientNetB(1200, 1400)),
                member<EfficientNet>("efficientnet_b4", efficientNetB(1400, 1800)),
                member<EfficientNet>("efficientnet_b5", efficientNetB(1600, 2200)),
                member<EfficientNet>("efficientnet_b6", efficientNetB(1800, 2600)),
                member<EfficientNet>("efficientnet_b7", efficientNetB(2000, 3100)),
                member<EfficientNet>("efficientnet_v2_s", efficientNetV2S()),
                member<EfficientNet>("efficientnet_v2_m", efficientNetV2M()),
                member<EfficientNet>("efficientnet_v2_l", efficientNetV2L()),
            },
        {"features.1", "features.2", "features.3", "features.4", "features.5", "features.6"}};
}

} // namespace headroom::architectures::vision
