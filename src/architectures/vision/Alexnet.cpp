// SPDX-License-Identifier: GPL-3.0-or-later
// AlexNet (Krizhevsky, 2014): torchvision 0.29, models/alexnet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct AlexNetOptions { };

class AlexNet : public Layer {
public:
    AlexNet(Module& root, const AlexNetOptions&, const ImageShape& shape)
        : features(root, "features")
        , avgpool(root, "avgpool", 6)
        , classifier(root, "classifier")
    {
        const PoolingOptions pool{3, 2};
        features.add<Conv2d>(shape.channels, 64, Conv2dOptions{11, 4, 2});
        features.add<Activation>(Act::ReluInPlace);
        features.add<MaxPool2d>(pool);
        features.add<Conv2d>(64, 192, Conv2dOptions{5, 1, 2});
        features.add<Activation>(Act::ReluInPlace);
        features.add<MaxPool2d>(pool);
        features.add<Conv2d>(192, 384, Conv2dOptions{3, 1, 1});
        features.add<Activation>(Act::ReluInPlace);
        features.add<Conv2d>(384, 256, Conv2dOptions{3, 1, 1});
        features.add<Activation>(Act::ReluInPlace);
        features.add<Conv2d>(256, 256, Conv2dOptions{3, 1, 1});
        features.add<Activation>(Act::ReluInPlace);
        features.add<MaxPool2d>(pool);
        classifier.add<DropoutLayer>(true);
        classifier.add<LinearLayer>(Linear::Shape{256 * 6 * 6, 4096, true});
        classifier.add<Activation>(Act::ReluInPlace);
        classifier.add<DropoutLayer>(true);
        classifier.add<LinearLayer>(Linear::Shape{4096, 4096, true});
        classifier.add<Activation>(Act::ReluInPlace);
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
    Sequential features;
    AdaptiveAvgPool2d avgpool;
    Sequential classifier;
};

} // namespace

Family alexnetFamily();
Family alexnetFamily()
{
    return {{member<AlexNet>("alexnet", AlexNetOptions{})}, {"features", "classifier"}};
}

} // namespace headroom::architectures::vision
