// SPDX-License-Identifier: GPL-3.0-or-later
// VGG (Simonyan and Zisserman, 2014): torchvision 0.29, models/vgg.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct VggOptions {
    std::vector<std::int64_t> cfg; ///< channels of a convolution; kVggPool: a pooling
    bool batchNorm = false;
};

constexpr std::int64_t kVggPool = 0;

class Vgg : public Layer {
public:
    Vgg(Module& root, const VggOptions& options, const ImageShape& shape)
        : features(root, "features")
        , avgpool(root, "avgpool", 7)
        , classifier(root, "classifier")
    {
        makeLayers(options, shape.channels);
        classifier.add<LinearLayer>(Linear::Shape{512 * 7 * 7, 4096, true});
        classifier.add<Activation>(Act::ReluInPlace);
        classifier.add<DropoutLayer>(true);
        classifier.add<LinearLayer>(Linear::Shape{4096, 4096, true});
        classifier.add<Activation>(Act::ReluInPlace);
        classifier.add<DropoutLayer>(true);
        classifier.add<LinearLayer>(Linear::Shape{4096, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = features.forward(images);
        x = avgpool.forward(x);
        x = flatten(x, 1, -1);
        return classifier.forward(x);
    }

private:
    void makeLayers(const VggOptions& options, std::int64_t inChannels)
    {
        for (std::int64_t v : options.cfg) {
            if (v == kVggPool) {
                features.add<MaxPool2d>(PoolingOptions{2, 2});
                continue;
            }
            features.add<Conv2d>(inChannels, v, Conv2dOptions{3, 1, 1});
            if (options.batchNorm)
                features.add<BatchNorm2d>(v);
            features.add<Activation>(Act::ReluInPlace);
            inChannels = v;
        }
    }

    Sequential features;
    AdaptiveAvgPool2d avgpool;
    Sequential classifier;
};

std::vector<std::int64_t> cfgA() { return {64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0}; }
std::vector<std::int64_t> cfgB()
{
    return {64, 64, 0, 128, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0};
}
std::vector<std::int64_t> cfgD()
{
    return {64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0};
}
std::vector<std::int64_t> cfgE()
{
    return {64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512,
        512, 0};
}

} // namespace

Family vggFamily();
Family vggFamily()
{
    return {{
                member<Vgg>("vgg11", VggOptions{cfgA(), false}),
                member<Vgg>("vgg11_bn", VggOptions{cfgA(), true}),
                member<Vgg>("vgg13", VggOptions{cfgB(), false}),
                member<Vgg>("vgg13_bn", VggOptions{cfgB(), true}),
                member<Vgg>("vgg16", VggOptions{cfgD(), false}),
                member<Vgg>("vgg16_bn", VggOptions{cfgD(), true}),
                member<Vgg>("vgg19", VggOptions{cfgE(), false}),
                member<Vgg>("vgg19_bn", VggOptions{cfgE(), true}),
            },
        {"features", "classifier"}};
}

} // namespace headroom::architectures::vision
