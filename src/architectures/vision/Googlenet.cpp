// SPDX-License-Identifier: GPL-3.0-or-later
// GoogLeNet (Szegedy et al., 2014), without its auxiliary heads: torchvision 0.29,
// models/googlenet.py.
#include "architectures/vision/BasicConv2d.h"
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct GoogLeNetOptions { };

struct InceptionShape {
    std::int64_t inChannels;
    std::int64_t ch1x1;
    std::int64_t ch3x3red;
    std::int64_t ch3x3;
    std::int64_t ch5x5red;
    std::int64_t ch5x5;
    std::int64_t poolProj;
};

class Inception : public Module, public Layer {
public:
    Inception(Module& parent, std::string_view name, const InceptionShape& s)
        : Module(parent, name)
        , branch1(*this, "branch1", s.inChannels, s.ch1x1, 1)
        , branch2(*this, "branch2")
        , branch3(*this, "branch3")
        , branch4(*this, "branch4")
    {
        branch2.add<BasicConv2d>(s.inChannels, s.ch3x3red, 1);
        branch2.add<BasicConv2d>(s.ch3x3red, s.ch3x3, 3, 1, 1);
        branch3.add<BasicConv2d>(s.inChannels, s.ch5x5red, 1);
        branch3.add<BasicConv2d>(s.ch5x5red, s.ch5x5, 3, 1, 1); // 3, not 5: vision#906
        branch4.add<MaxPool2d>(PoolingOptions{3, 1, 1, true});
        branch4.add<BasicConv2d>(s.inChannels, s.poolProj, 1);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        std::vector<Tensor> outputs;
        outputs.push_back(branch1.forward(x));
        outputs.push_back(branch2.forward(x));
        outputs.push_back(branch3.forward(x));
        outputs.push_back(branch4.forward(x));
        return cat(std::move(outputs), 1);
    }

private:
    BasicConv2d branch1;
    Sequential branch2;
    Sequential branch3;
    Sequential branch4;
};

class GoogLeNet : public Layer {
public:
    GoogLeNet(Module& root, const GoogLeNetOptions&, const ImageShape& shape)
        : conv1(root, "conv1", shape.channels, 64, 7, 2, 3)
        , maxpool1(root, "maxpool1", {3, 2, 0, true})
        , conv2(root, "conv2", 64, 64, 1)
        , conv3(root, "conv3", 64, 192, 3, 1, 1)
        , maxpool2(root, "maxpool2", {3, 2, 0, true})
        , inception3a(root, "inception3a", {192, 64, 96, 128, 16, 32, 32})
        , inception3b(root, "inception3b", {256, 128, 128, 192, 32, 96, 64})
        , maxpool3(root, "maxpool3", {3, 2, 0, true})
        , inception4a(root, "inception4a", {480, 192, 96, 208, 16, 48, 64})
        , inception4b(root, "inception4b", {512, 160, 112, 224, 24, 64, 64})
        , inception4c(root, "inception4c", {512, 128, 128, 256, 24, 64, 64})
        , inception4d(root, "inception4d", {512, 112, 144, 288, 32, 64, 64})
        , inception4e(root, "inception4e", {528, 256, 160, 320, 32, 128, 128})
        , maxpool4(root, "maxpool4", {2, 2, 0, true})
        , inception5a(root, "inception5a", {832, 256, 160, 320, 32, 128, 128})
        , inception5b(root, "inception5b", {832, 384, 192, 384, 48, 128, 128})
        , avgpool(root, "avgpool")
        , dropout(root, "dropout", true)
        , fc(root, "fc", {1024, shape.classes, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = images;
        for (const Layer* layer :
            std::initializer_list<const Layer*>{&conv1, &maxpool1, &conv2, &conv3, &maxpool2,
                &inception3a, &inception3b, &maxpool3, &inception4a, &inception4b, &inception4c,
                &inception4d, &inception4e, &maxpool4, &inception5a, &inception5b, &avgpool})
            x = layer->forward(x);
        x = flatten(x, 1, -1);
        x = dropout.forward(x);
        return fc.forward(x);
    }

private:
    BasicConv2d conv1;
    MaxPool2d maxpool1;
    BasicConv2d conv2;
    BasicConv2d conv3;
    MaxPool2d maxpool2;
    Inception inception3a;
    Inception inception3b;
    MaxPool2d maxpool3;
    Inception inception4a;
    Inception inception4b;
    Inception inception4c;
    Inception inception4d;
    Inception inception4e;
    MaxPool2d maxpool4;
    Inception inception5a;
    Inception inception5b;
    AdaptiveAvgPool2d avgpool;
    Dropout dropout;
    Linear fc;
};

} // namespace

Family googlenetFamily();
Family googlenetFamily() { return {{member<GoogLeNet>("googlenet", GoogLeNetOptions{})}}; }

} // namespace headroom::architectures::vision
