// SPDX-License-Identifier: GPL-3.0-or-later
// MobileNet v2 (Sandler et al., 2018): torchvision 0.29, models/mobilenetv2.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct MobileNetV2Options { };

class MobileNetV2Block : public Module, public Layer {
public:
    MobileNetV2Block(Module& parent, std::string_view name, std::int64_t inp, std::int64_t oup,
        std::int64_t stride, std::int64_t expandRatio)
        : Module(parent, name)
        , m_residual(stride == 1 && inp == oup)
        , conv(*this, "conv")
    {
        const std::int64_t hidden = inp * expandRatio;
        if (expandRatio != 1)
            conv.add<Conv2dNormActivation>(
                inp, hidden, ConvNormOptions{.kernel = 1, .activation = Act::Relu6InPlace});
        conv.add<Conv2dNormActivation>(hidden, hidden,
            ConvNormOptions{.stride = stride, .groups = hidden, .activation = Act::Relu6InPlace});
        conv.add<Conv2d>(hidden, oup, Conv2dOptions{1, 1, 0, 1, false});
        conv.add<BatchNorm2d>(oup);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor result = conv.forward(x);
        return m_residual ? add(x, std::move(result)) : result;
    }

private:
    bool m_residual;
    Sequential conv;
};

struct MobileNetV2Stage {
    std::int64_t t;
    std::int64_t c;
    int n;
    std::int64_t s;
};

constexpr MobileNetV2Stage kMobileNetV2Stages[] = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2},
    {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};

class MobileNetV2 : public Layer {
public:
    MobileNetV2(Module& root, const MobileNetV2Options&, const ImageShape& shape)
        : features(root, "features")
        , classifier(root, "classifier")
    {
        std::int64_t channels = 32;
        features.add<Conv2dNormActivation>(shape.channels, channels,
            ConvNormOptions{.stride = 2, .activation = Act::Relu6InPlace});
        for (const MobileNetV2Stage& stage : kMobileNetV2Stages) {
            for (int i = 0; i < stage.n; ++i) {
                features.add<MobileNetV2Block>(channels, stage.c, i == 0 ? stage.s : 1, stage.t);
                channels = stage.c;
            }
        }
        features.add<Conv2dNormActivation>(
            channels, 1280, ConvNormOptions{.kernel = 1, .activation = Act::Relu6InPlace});
        classifier.add<DropoutLayer>(true);
        classifier.add<LinearLayer>(Linear::Shape{1280, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = adaptiveAvgPool2d(x, 1);
        x = flatten(x, 1, -1);
        return classifier.forward(x);
    }

private:
    Sequential features;
    Sequential classifier;
};

} // namespace

Family mobilenetV2Family();
Family mobilenetV2Family()
{
    return {{member<MobileNetV2>("mobilenet_v2", MobileNetV2Options{})}, {"features"}};
}

} // namespace headroom::architectures::vision
