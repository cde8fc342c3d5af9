// SPDX-License-Identifier: GPL-3.0-or-later
// ResNet (He et al., 2015), ResNeXt (Xie et al., 2016) and Wide ResNet (Zagoruyko and Komodakis,
// 2016): torchvision 0.29, models/resnet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/InPlace.h"
#include "headroom/engine/operators/Views.h"

#include <array>

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct ResNetOptions {
    bool bottleneck = false;
    std::array<int, 4> layers{};
    std::int64_t groups = 1;
    std::int64_t widthPerGroup = 64;
};

Conv2dOptions conv3x3(std::int64_t stride = 1, std::int64_t groups = 1)
{
    return {3, stride, 1, groups, false};
}
Conv2dOptions conv1x1(std::int64_t stride = 1) { return {1, stride, 0, 1, false}; }

/// What a block is made of, whichever it is.
struct ResNetBlockShape {
    std::int64_t inplanes;
    std::int64_t planes;
    std::int64_t stride;
    bool downsample;
    std::int64_t groups;
    std::int64_t baseWidth;
};

/// downsample: a convolution and a norm, where the block changes its input's shape.
class Downsample {
public:
    Downsample(Module& block, const ResNetBlockShape& shape, std::int64_t outputs)
    {
        if (!shape.downsample)
            return;
        m_layers.emplace(block, "downsample");
        m_layers->add<Conv2d>(shape.inplanes, outputs, conv1x1(shape.stride));
        m_layers->add<BatchNorm2d>(outputs);
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const
    {
        return m_layers ? m_layers->forward(x) : x;
    }

private:
    std::optional<Sequential> m_layers;
};

class BasicBlock : public Module, public Layer {
public:
    static constexpr std::int64_t kExpansion = 1;

    BasicBlock(Module& parent, std::string_view name, const ResNetBlockShape& shape)
        : Module(parent, name)
        , conv1(*this, "conv1", shape.inplanes, shape.planes, conv3x3(shape.stride))
        , bn1(*this, "bn1", shape.planes)
        , relu(*this, "relu", Act::ReluInPlace)
        , conv2(*this, "conv2", shape.planes, shape.planes, conv3x3())
        , bn2(*this, "bn2", shape.planes)
        , downsample(*this, shape, shape.planes)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor out = conv1.forward(x);
        out = bn1.forward(out);
        out = relu.forward(out);
        out = conv2.forward(out);
        out = bn2.forward(out);
        const Tensor identity = downsample.forward(x);
        out = addInPlace(out, identity);
        return relu.forward(out);
    }

private:
    Conv2d conv1;
    BatchNorm2d bn1;
    Activation relu;
    Conv2d conv2;
    BatchNorm2d bn2;
    Downsample downsample;
};

class Bottleneck : public Module, public Layer {
public:
    static constexpr std::int64_t kExpansion = 4;

    Bottleneck(Module& parent, std::string_view name, const ResNetBlockShape& shape)
        : Module(parent, name)
        , m_width(shape.planes * shape.baseWidth / 64 * shape.groups)
        , conv1(*this, "conv1", shape.inplanes, m_width, conv1x1())
        , bn1(*this, "bn1", m_width)
        , conv2(*this, "conv2", m_width, m_width, conv3x3(shape.stride, shape.groups))
        , bn2(*this, "bn2", m_width)
        , conv3(*this, "conv3", m_width, shape.planes * kExpansion, conv1x1())
        , bn3(*this, "bn3", shape.planes * kExpansion)
        , relu(*this, "relu", Act::ReluInPlace)
        , downsample(*this, shape, shape.planes * kExpansion)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor out = conv1.forward(x);
        out = bn1.forward(out);
        out = relu.forward(out);
        out = conv2.forward(out);
        out = bn2.forward(out);
        out = relu.forward(out);
        out = conv3.forward(out);
        out = bn3.forward(out);
        const Tensor identity = downsample.forward(x);
        out = addInPlace(out, identity);
        return relu.forward(out);
    }

private:
    std::int64_t m_width;
    Conv2d conv1;
    BatchNorm2d bn1;
    Conv2d conv2;
    BatchNorm2d bn2;
    Conv2d conv3;
    BatchNorm2d bn3;
    Activation relu;
    Downsample downsample;
};

class ResNet : public Layer {
public:
    ResNet(Module& root, const ResNetOptions& options, const ImageShape& shape)
        : conv1(root, "conv1", shape.channels, 64, {7, 2, 3, 1, false})
        , bn1(root, "bn1", 64)
        , relu(root, "relu", Act::ReluInPlace)
        , maxpool(root, "maxpool", {3, 2, 1})
        , layer1(root, "layer1")
        , layer2(root, "layer2")
        , layer3(root, "layer3")
        , layer4(root, "layer4")
        , avgpool(root, "avgpool")
    {
        makeLayers(options);
        fc.emplace(root, "fc", Linear::Shape{m_inplanes, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = conv1.forward(images);
        x = bn1.forward(x);
        x = relu.forward(x);
        x = maxpool.forward(x);
        x = layer1.forward(x);
        x = layer2.forward(x);
        x = layer3.forward(x);
        x = layer4.forward(x);
        x = avgpool.forward(x);
        x = flatten(x, 1, -1);
        return fc->forward(x);
    }

private:
    void makeLayers(const ResNetOptions& options)
    {
        std::int64_t planes = 64;
        std::int64_t stride = 1;
        for (std::size_t i = 0; i < 4; ++i) {
            Sequential& layer = *std::array{&layer1, &layer2, &layer3, &layer4}[i];
            if (options.bottleneck)
                makeLayer<Bottleneck>(layer, options, planes, options.layers[i], stride);
            else
                makeLayer<BasicBlock>(layer, options, planes, options.layers[i], stride);
            planes *= 2;
            stride = 2;
        }
    }
    template <typename Block>
    void makeLayer(Sequential& layer, const ResNetOptions& options, std::int64_t planes, int blocks,
        std::int64_t stride)
    {
        const bool downsample = stride != 1 || m_inplanes != planes * Block::kExpansion;
        layer.add<Block>(ResNetBlockShape{
            m_inplanes, planes, stride, downsample, options.groups, options.widthPerGroup});
        m_inplanes = planes * Block::kExpansion;
        for (int i = 1; i < blocks; ++i)
            layer.add<Block>(ResNetBlockShape{
                m_inplanes, planes, 1, false, options.groups, options.widthPerGroup});
    }

    std::int64_t m_inplanes = 64;
    Conv2d conv1;
    BatchNorm2d bn1;
    Activation relu;
    MaxPool2d maxpool;
    Sequential layer1;
    Sequential layer2;
    Sequential layer3;
    Sequential layer4;
    AdaptiveAvgPool2d avgpool;
    std::optional<Linear> fc;
};

} // namespace

Family resnetFamily();
Family resnetFamily()
{
    return {{
                member<ResNet>("resnet18", ResNetOptions{false, {2, 2, 2, 2}}),
                member<ResNet>("resnet34", ResNetOptions{false, {3, 4, 6, 3}}),
                member<ResNet>("resnet50", ResNetOptions{true, {3, 4, 6, 3}}),
                member<ResNet>("resnet101", ResNetOptions{true, {3, 4, 23, 3}}),
                member<ResNet>("resnet152", ResNetOptions{true, {3, 8, 36, 3}}),
                member<ResNet>("resnext50_32x4d", ResNetOptions{true, {3, 4, 6, 3}, 32, 4}),
                member<ResNet>("resnext101_32x8d", ResNetOptions{true, {3, 4, 23, 3}, 32, 8}),
                member<ResNet>("resnext101_64x4d", ResNetOptions{true, {3, 4, 23, 3}, 64, 4}),
                member<ResNet>("wide_resnet50_2", ResNetOptions{true, {3, 4, 6, 3}, 1, 128}),
                member<ResNet>("wide_resnet101_2", ResNetOptions{true, {3, 4, 23, 3}, 1, 128}),
            },
        {"layer1", "layer2", "layer3", "layer4"}};
}

} // namespace headroom::architectures::vision
