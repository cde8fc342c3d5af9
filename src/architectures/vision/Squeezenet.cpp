// SPDX-License-Identifier: GPL-3.0-or-later
// SqueezeNet (Iandola et al., 2016): torchvision 0.29, models/squeezenet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct SqueezeNetOptions {
    bool first = true; ///< version 1_0, else 1_1
};

class Fire : public Module, public Layer {
public:
    Fire(Module& parent, std::string_view name, std::int64_t inplanes, std::int64_t squeezePlanes,
        std::int64_t expandPlanes)
        : Module(parent, name)
        , squeeze(*this, "squeeze", inplanes, squeezePlanes, {})
        , squeezeActivation(*this, "squeeze_activation", Act::ReluInPlace)
        , expand1x1(*this, "expand1x1", squeezePlanes, expandPlanes, {})
        , expand1x1Activation(*this, "expand1x1_activation", Act::ReluInPlace)
        , expand3x3(*this, "expand3x3", squeezePlanes, expandPlanes, {3, 1, 1})
        , expand3x3Activation(*this, "expand3x3_activation", Act::ReluInPlace)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& given) const override
    {
        const InModule here = entered();
        const Tensor x = squeezeActivation.forward(squeeze.forward(given));
        Tensor narrow = expand1x1Activation.forward(expand1x1.forward(x));
        Tensor wide = expand3x3Activation.forward(expand3x3.forward(x));
        return cat(list(std::move(narrow), std::move(wide)), 1);
    }

private:
    Conv2d squeeze;
    Activation squeezeActivation;
    Conv2d expand1x1;
    Activation expand1x1Activation;
    Conv2d expand3x3;
    Activation expand3x3Activation;
};

class SqueezeNet : public Layer {
public:
    SqueezeNet(Module& root, const SqueezeNetOptions& options, const ImageShape& shape)
        : features(root, "features")
        , classifier(root, "classifier")
    {
        const PoolingOptions pool{3, 2, 0, true};
        if (options.first) {
            features.add<Conv2d>(shape.channels, 96, Conv2dOptions{7, 2});
            features.add<Activation>(Act::ReluInPlace);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(96, 16, 64);
            features.add<Fire>(128, 16, 64);
            features.add<Fire>(128, 32, 128);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(256, 32, 128);
            features.add<Fire>(256, 48, 192);
            features.add<Fire>(384, 48, 192);
            features.add<Fire>(384, 64, 256);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(512, 64, 256);
        } else {
            features.add<Conv2d>(shape.channels, 64, Conv2dOptions{3, 2});
            features.add<Activation>(Act::ReluInPlace);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(64, 16, 64);
            features.add<Fire>(128, 16, 64);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(128, 32, 128);
            features.add<Fire>(256, 32, 128);
            features.add<MaxPool2d>(pool);
            features.add<Fire>(256, 48, 192);
            features.add<Fire>(384, 48, 192);
            features.add<Fire>(384, 64, 256);
            features.add<Fire>(512, 64, 256);
        }
        classifier.add<DropoutLayer>(true);
        classifier.add<Conv2d>(512, shape.classes, Conv2dOptions{});
        classifier.add<Activation>(Act::ReluInPlace);
        classifier.add<AdaptiveAvgPool2d>();
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = classifier.forward(x);
        return flatten(x, 1, -1);
    }

private:
    Sequential features;
    Sequential classifier;
};

} // namespace

Family squeezenetFamily();
Family squeezenetFamily()
{
    return {{
                member<SqueezeNet>("squeezenet1_0", SqueezeNetOptions{true}),
                member<SqueezeNet>("squeezenet1_1", SqueezeNetOptions{false}),
            },
        {"features"}};
}

} // namespace headroom::architectures::vision
