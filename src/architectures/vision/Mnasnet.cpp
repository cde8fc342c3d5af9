// SPDX-License-Identifier: GPL-3.0-or-later
// MNASNet (Tan et al., 2018): torchvision 0.29, models/mnasnet.py.
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct MnasNetOptions {
    std::int64_t alphaThousandths;
};

class MnasNetBlock : public Module, public Layer {
public:
    MnasNetBlock(Module& parent, std::string_view name, std::int64_t inCh, std::int64_t outCh,
        std::int64_t kernel, std::int64_t stride, std::int64_t expansion)
        : Module(parent, name)
        , m_residual(inCh == outCh && stride == 1)
        , layers(*this, "layers")
    {
        const std::int64_t midCh = inCh * expansion;
        layers.add<Conv2d>(inCh, midCh, Conv2dOptions{1, 1, 0, 1, false});
        layers.add<BatchNorm2d>(midCh);
        layers.add<Activation>(Act::ReluInPlace);
        layers.add<Conv2d>(midCh, midCh, Conv2dOptions{kernel, stride, kernel / 2, midCh, false});
        layers.add<BatchNorm2d>(midCh);
        layers.add<Activation>(Act::ReluInPlace);
        layers.add<Conv2d>(midCh, outCh, Conv2dOptions{1, 1, 0, 1, false});
        layers.add<BatchNorm2d>(outCh);
    }
    [[nodiscard]] Tensor forward(const Tensor& input) const override
    {
        const InModule here = entered();
        Tensor result = layers.forward(input);
        return m_residual ? engine::add(std::move(result), input) : result;
    }

private:
    bool m_residual;
    Sequential layers;
};

struct MnasNetStack {
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t expansion;
    int repeats;
};

/// _stack.
class MnasNetStage : public Sequential {
public:
    MnasNetStage(Module& parent, std::string_view name, std::int64_t inCh, std::int64_t outCh,
        const MnasNetStack& stack)
        : Sequential(parent, name)
    {
        for (int i = 0; i < stack.repeats; ++i)
            add<MnasNetBlock>(i == 0 ? inCh : outCh, outCh, stack.kernel, i == 0 ? stack.stride : 1,
                stack.expansion);
    }
};

constexpr std::int64_t kMnasNetDepths[] = {32, 16, 24, 40, 80, 96, 192, 320};
constexpr MnasNetStack kMnasNetStacks[] = {
    {3, 2, 3, 3}, {5, 2, 3, 3}, {5, 2, 6, 3}, {3, 1, 6, 2}, {5, 2, 6, 4}, {3, 1, 6, 1}};

class MnasNet : public Layer {
public:
    MnasNet(Module& root, const MnasNetOptions& options, const ImageShape& shape)
        : layers(root, "layers")
        , classifier(root, "classifier")
    {
        const auto depth = [&options](std::size_t i) {
            return makeDivisible(kMnasNetDepths[i], options.alphaThousandths, 8);
        };
        layers.add<Conv2d>(shape.channels, depth(0), Conv2dOptions{3, 2, 1, 1, false});
        layers.add<BatchNorm2d>(depth(0));
        layers.add<Activation>(Act::ReluInPlace);
        layers.add<Conv2d>(depth(0), depth(0), Conv2dOptions{3, 1, 1, depth(0), false});
        layers.add<BatchNorm2d>(depth(0));
        layers.add<Activation>(Act::ReluInPlace);
        layers.add<Conv2d>(depth(0), depth(1), Conv2dOptions{1, 1, 0, 1, false});
        layers.add<BatchNorm2d>(depth(1));
        for (std::size_t i = 0; i < std::size(kMnasNetStacks); ++i)
            layers.add<MnasNetStage>(depth(i + 1), depth(i + 2), kMnasNetStacks[i]);
        layers.add<Conv2d>(depth(7), 1280, Conv2dOptions{1, 1, 0, 1, false});
        layers.add<BatchNorm2d>(1280);
        layers.add<Activation>(Act::ReluInPlace);
        classifier.add<DropoutInPlace>();
        classifier.add<LinearLayer>(Linear::Shape{1280, shape.classes, true});
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = layers.forward(images);
        x = mean(x, {2, 3}, false);
        return classifier.forward(x);
    }

private:
    Sequential layers;
    Sequential classifier;
};

} // namespace

Family mnasnetFamily();
Family mnasnetFamily()
{
    return {{
                member<MnasNet>("mnasnet0_5", MnasNetOptions{500}),
                member<MnasNet>("mnasnet0_75", MnasNetOptions{750}),
                member<MnasNet>("mnasnet1_0", MnasNetOptions{1000}),
                member<MnasNet>("mnasnet1_3", MnasNetOptions{1300}),
            },
        {"layers"}};
}

} // namespace headroom::architectures::vision
