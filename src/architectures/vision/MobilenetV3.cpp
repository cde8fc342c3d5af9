// SPDX-License-Identifier: GPL-3.0-or-later
// MobileNet v3 (Howard et al., 2019): torchvision 0.29, models/mobilenetv3.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

/// InvertedResidualConfig.
struct BneckConf {
    std::int64_t input;
    std::int64_t kernel;
    std::int64_t expanded;
    std::int64_t out;
    bool useSe;
    bool useHs;
    std::int64_t stride;
};

struct MobileNetV3Options {
    std::vector<BneckConf> setting;
    std::int64_t lastChannel;
};

class MobileNetV3Block : public Module, public Layer {
public:
    MobileNetV3Block(Module& parent, std::string_view name, const BneckConf& cnf)
        : Module(parent, name)
        , m_residual(cnf.stride == 1 && cnf.input == cnf.out)
        , block(*this, "block")
    {
        const Act act = cnf.useHs ? Act::HardswishInPlace : Act::ReluInPlace;
        if (cnf.expanded != cnf.input)
            block.add<Conv2dNormActivation>(
                cnf.input, cnf.expanded, ConvNormOptions{.kernel = 1, .activation = act});
        block.add<Conv2dNormActivation>(cnf.expanded, cnf.expanded,
            ConvNormOptions{.kernel = cnf.kernel,
                .stride = cnf.stride,
                .groups = cnf.expanded,
                .activation = act});
        if (cnf.useSe)
            block.add<SqueezeExcitation>(cnf.expanded, makeDivisible(cnf.expanded / 4, 1000, 8),
                SqueezeExcitation::Options{Act::Relu, Act::Hardsigmoid});
        block.add<Conv2dNormActivation>(
            cnf.expanded, cnf.out, ConvNormOptions{.kernel = 1, .activation = std::nullopt});
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const override
    {
        const InModule here = entered();
        Tensor result = block.forward(input);
        return m_residual ? addInPlace(std::move(result), input) : result;
    }

private:
    bool m_residual;
    Sequential block;
};

class MobileNetV3 : public Layer {
public:
    MobileNetV3(Module& root, const MobileNetV3Options& options, const ImageShape& shape)
        : features(root, "features")
        , avgpool(root, "avgpool")
        , classifier(root, "classifier")
    {
        features.add<Conv2dNormActivation>(shape.channels, options.setting.front().input,
            ConvNormOptions{.stride = 2, .activation = Act::HardswishInPlace});
        for (const BneckConf& cnf : options.setting)
            features.add<MobileNetV3Block>(cnf);
        const std::int64_t channels = options.setting.back().out;
        features.add<Conv2dNormActivation>(channels, 6 * channels,
            ConvNormOptions{.kernel = 1, .activation = Act::HardswishInPlace});
        classifier.add<LinearLayer>(Linear::Shape{6 * channels, options.lastChannel, true});
        classifier.add<Activation>(Act::HardswishInPlace);
        classifier.add<DropoutInPlace>();
        classifier.add<LinearLayer>(Linear::Shape{options.lastChannel, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = avgpool.forward(x);
        x = flatten(x, 1, -1);
        return classifier.forward(x);
    }

private:
    Sequential features;
    AdaptiveAvgPool2d avgpool;
    Sequential classifier;
};

MobileNetV3Options mobilenetV3Large()
{
    return {{
                {16, 3, 16, 16, false, false, 1},
                {16, 3, 64, 24, false, false, 2},
                {24, 3, 72, 24, false, false, 1},
                {24, 5, 72, 40, true, false, 2},
                {40, 5, 120, 40, true, false, 1},
                {40, 5, 120, 40, true, false, 1},
                {40, 3, 240, 80, false, true, 2},
                {80, 3, 200, 80, false, true, 1},
                {80, 3, 184, 80, false, true, 1},
                {80, 3, 184, 80, false, true, 1},
                {80, 3, 480, 112, true, true, 1},
                {112, 3, 672, 112, true, true, 1},
                {112, 5, 672, 160, true, true, 2},
                {160, 5, 960, 160, true, true, 1},
                {160, 5, 960, 160, true, true, 1},
            },
        1280};
}

MobileNetV3Options mobilenetV3Small()
{
    return {{
                {16, 3, 16, 16, true, false, 2},
                {16, 3, 72, 24, false, false, 2},
                {24, 3, 88, 24, false, false, 1},
                {24, 5, 96, 40, true, true, 2},
                {40, 5, 240, 40, true, true, 1},
                {40, 5, 240, 40, true, true, 1},
                {40, 5, 120, 48, true, true, 1},
                {48, 5, 144, 48, true, true, 1},
                {48, 5, 288, 96, true, true, 2},
                {96, 5, 576, 96, true, true, 1},
                {96, 5, 576, 96, true, true, 1},
            },
        1024};
}

} // namespace

Family mobilenetV3Family();
Family mobilenetV3Family()
{
    return {{
                member<MobileNetV3>("mobilenet_v3_large", mobilenetV3Large()),
                member<MobileNetV3>("mobilenet_v3_small", mobilenetV3Small()),
            },
        {"features"}};
}

} // namespace headroom::architectures::vision
