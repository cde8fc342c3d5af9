// SPDX-License-Identifier: GPL-3.0-or-later
// Inception v3 (Szegedy et al., 2015), without its auxiliary head: torchvision 0.29,
// models/inception.py.
#include "architectures/vision/BasicConv2d.h"
#include "architectures/vision/Family.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Views.h"

namespace headroom::architectures::vision {

using namespace engine;

namespace {

struct InceptionV3Options { };

constexpr PoolingOptions kMixedAverage{3, 1, 1};
constexpr PoolingOptions kMixedMax{3, 2};

class InceptionA : public Module, public Layer {
public:
    InceptionA(
        Module& parent, std::string_view name, std::int64_t inChannels, std::int64_t poolFeatures)
        : Module(parent, name)
        , branch1x1(*this, "branch1x1", inChannels, 64, 1)
        , branch5x5First(*this, "branch5x5_1", inChannels, 48, 1)
        , branch5x5Second(*this, "branch5x5_2", 48, 64, 5, 1, 2)
        , branch3x3dblFirst(*this, "branch3x3dbl_1", inChannels, 64, 1)
        , branch3x3dblSecond(*this, "branch3x3dbl_2", 64, 96, 3, 1, 1)
        , branch3x3dblThird(*this, "branch3x3dbl_3", 96, 96, 3, 1, 1)
        , branchPool(*this, "branch_pool", inChannels, poolFeatures, 1)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor narrow = branch1x1.forward(x);
        Tensor five = branch5x5First.forward(x);
        five = branch5x5Second.forward(five);
        Tensor three = branch3x3dblFirst.forward(x);
        three = branch3x3dblSecond.forward(three);
        three = branch3x3dblThird.forward(three);
        Tensor pooled = avgPool2d(x, kMixedAverage);
        pooled = branchPool.forward(pooled);
        return cat(
            list(std::move(narrow), std::move(five), std::move(three), std::move(pooled)), 1);
    }

private:
    BasicConv2d branch1x1;
    BasicConv2d branch5x5First;
    BasicConv2d branch5x5Second;
    BasicConv2d branch3x3dblFirst;
    BasicConv2d branch3x3dblSecond;
    BasicConv2d branch3x3dblThird;
    BasicConv2d branchPool;
};

class InceptionB : public Module, public Layer {
public:
    InceptionB(Module& parent, std::string_view name, std::int64_t inChannels)
        : Module(parent, name)
        , branch3x3(*this, "branch3x3", inChannels, 384, 3, 2)
        , branch3x3dblFirst(*this, "branch3x3dbl_1", inChannels, 64, 1)
        , branch3x3dblSecond(*this, "branch3x3dbl_2", 64, 96, 3, 1, 1)
        , branch3x3dblThird(*this, "branch3x3dbl_3", 96, 96, 3, 2)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor single = branch3x3.forward(x);
        Tensor twice = branch3x3dblFirst.forward(x);
        twice = branch3x3dblSecond.forward(twice);
        twice = branch3x3dblThird.forward(twice);
        Tensor pooled = maxPool2d(x, kMixedMax);
        return cat(list(std::move(single), std::move(twice), std::move(pooled)), 1);
    }

private:
    BasicConv2d branch3x3;
    BasicConv2d branch3x3dblFirst;
    BasicConv2d branch3x3dblSecond;
    BasicConv2d branch3x3dblThird;
};

class InceptionC : public Module, public Layer {
public:
    InceptionC(
        Module& parent, std::string_view name, std::int64_t inChannels, std::int64_t channels7x7)
        : Module(parent, name)
        , branch1x1(*this, "branch1x1", inChannels, 192, 1)
        , branch7x7First(*this, "branch7x7_1", inChannels, channels7x7, 1)
        , branch7x7Second(*this, "branch7x7_2", channels7x7, channels7x7, {1, 7}, 1, {0, 3})
        , branch7x7Third(*this, "branch7x7_3", channels7x7, 192, {7, 1}, 1, {3, 0})
        , branch7x7dblFirst(*this, "branch7x7dbl_1", inChannels, channels7x7, 1)
        , branch7x7dblSecond(*this, "branch7x7dbl_2", channels7x7, channels7x7, {7, 1}, 1, {3, 0})
        , branch7x7dblThird(*this, "branch7x7dbl_3", channels7x7, channels7x7, {1, 7}, 1, {0, 3})
        , branch7x7dblFourth(*this, "branch7x7dbl_4", channels7x7, channels7x7, {7, 1}, 1, {3, 0})
        , branch7x7dblFifth(*this, "branch7x7dbl_5", channels7x7, 192, {1, 7}, 1, {0, 3})
        , branchPool(*this, "branch_pool", inChannels, 192, 1)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor narrow = branch1x1.forward(x);
        Tensor seven = branch7x7First.forward(x);
        seven = branch7x7Second.forward(seven);
        seven = branch7x7Third.forward(seven);
        Tensor twice = branch7x7dblFirst.forward(x);
        twice = branch7x7dblSecond.forward(twice);
        twice = branch7x7dblThird.forward(twice);
        twice = branch7x7dblFourth.forward(twice);
        twice = branch7x7dblFifth.forward(twice);
        Tensor pooled = avgPool2d(x, kMixedAverage);
        pooled = branchPool.forward(pooled);
        return cat(
            list(std::move(narrow), std::move(seven), std::move(twice), std::move(pooled)), 1);
    }

private:
    BasicConv2d branch1x1;
    BasicConv2d branch7x7First;
    BasicConv2d branch7x7Second;
    BasicConv2d branch7x7Third;
    BasicConv2d branch7x7dblFirst;
    BasicConv2d branch7x7dblSecond;
    BasicConv2d branch7x7dblThird;
    BasicConv2d branch7x7dblFourth;
    BasicConv2d branch7x7dblFifth;
    BasicConv2d branchPool;
};

class InceptionD : public Module, public Layer {
public:
    InceptionD(Module& parent, std::string_view name, std::int64_t inChannels)
        : Module(parent, name)
        , branch3x3First(*this, "branch3x3_1", inChannels, 192, 1)
        , branch3x3Second(*this, "branch3x3_2", 192, 320, 3, 2)
        , branch7x7x3First(*this, "branch7x7x3_1", inChannels, 192, 1)
        , branch7x7x3Second(*this, "branch7x7x3_2", 192, 192, {1, 7}, 1, {0, 3})
        , branch7x7x3Third(*this, "branch7x7x3_3", 192, 192, {7, 1}, 1, {3, 0})
        , branch7x7x3Fourth(*this, "branch7x7x3_4", 192, 192, 3, 2)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor three = branch3x3First.forward(x);
        three = branch3x3Second.forward(three);
        Tensor seven = branch7x7x3First.forward(x);
        seven = branch7x7x3Second.forward(seven);
        seven = branch7x7x3Third.forward(seven);
        seven = branch7x7x3Fourth.forward(seven);
        Tensor pooled = maxPool2d(x, kMixedMax);
        return cat(list(std::move(three), std::move(seven), std::move(pooled)), 1);
    }

private:
    BasicConv2d branch3x3First;
    BasicConv2d branch3x3Second;
    BasicConv2d branch7x7x3First;
    BasicConv2d branch7x7x3Second;
    BasicConv2d branch7x7x3Third;
    BasicConv2d branch7x7x3Fourth;
};

class InceptionE : public Module, public Layer {
public:
    InceptionE(Module& parent, std::string_view name, std::int64_t inChannels)
        : Module(parent, name)
        , branch1x1(*this, "branch1x1", inChannels, 320, 1)
        , branch3x3First(*this, "branch3x3_1", inChannels, 384, 1)
        , branch3x3SecondA(*this, "branch3x3_2a", 384, 384, {1, 3}, 1, {0, 1})
        , branch3x3SecondB(*this, "branch3x3_2b", 384, 384, {3, 1}, 1, {1, 0})
        , branch3x3dblFirst(*this, "branch3x3dbl_1", inChannels, 448, 1)
        , branch3x3dblSecond(*this, "branch3x3dbl_2", 448, 384, 3, 1, 1)
        , branch3x3dblThirdA(*this, "branch3x3dbl_3a", 384, 384, {1, 3}, 1, {0, 1})
        , branch3x3dblThirdB(*this, "branch3x3dbl_3b", 384, 384, {3, 1}, 1, {1, 0})
        , branchPool(*this, "branch_pool", inChannels, 192, 1)
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& x) const override
    {
        const InModule here = entered();
        Tensor narrow = branch1x1.forward(x);
        Tensor three = branch3x3First.forward(x);
        three = both(branch3x3SecondA, branch3x3SecondB, std::move(three));
        Tensor twice = branch3x3dblFirst.forward(x);
        twice = branch3x3dblSecond.forward(twice);
        twice = both(branch3x3dblThirdA, branch3x3dblThirdB, std::move(twice));
        Tensor pooled = avgPool2d(x, kMixedAverage);
        pooled = branchPool.forward(pooled);
        return cat(
            list(std::move(narrow), std::move(three), std::move(twice), std::move(pooled)), 1);
    }

private:
    /// x = [a(x), b(x)]; x = torch.cat(x, 1).
    static Tensor both(const BasicConv2d& a, const BasicConv2d& b, Tensor x)
    {
        Tensor first = a.forward(x);
        Tensor second = b.forward(x);
        x.reset();
        return cat(list(std::move(first), std::move(second)), 1);
    }

    BasicConv2d branch1x1;
    BasicConv2d branch3x3First;
    BasicConv2d branch3x3SecondA;
    BasicConv2d branch3x3SecondB;
    BasicConv2d branch3x3dblFirst;
    BasicConv2d branch3x3dblSecond;
    BasicConv2d branch3x3dblThirdA;
    BasicConv2d branch3x3dblThirdB;
    BasicConv2d branchPool;
};

class Inception3 : public Layer {
public:
    Inception3(Module& root, const InceptionV3Options&, const ImageShape& shape)
        : conv1a(root, "Conv2d_1a_3x3", shape.channels, 32, 3, 2)
        , conv2a(root, "Conv2d_2a_3x3", 32, 32, 3)
        , conv2b(root, "Conv2d_2b_3x3", 32, 64, 3, 1, 1)
        , maxpool1(root, "maxpool1", {3, 2})
        , conv3b(root, "Conv2d_3b_1x1", 64, 80, 1)
        , conv4a(root, "Conv2d_4a_3x3", 80, 192, 3)
        , maxpool2(root, "maxpool2", {3, 2})
        , mixed5b(root, "Mixed_5b", 192, 32)
        , mixed5c(root, "Mixed_5c", 256, 64)
        , mixed5d(root, "Mixed_5d", 288, 64)
        , mixed6a(root, "Mixed_6a", 288)
        , mixed6b(root, "Mixed_6b", 768, 128)
        , mixed6c(root, "Mixed_6c", 768, 160)
        , mixed6d(root, "Mixed_6d", 768, 160)
        , mixed6e(root, "Mixed_6e", 768, 192)
        , mixed7a(root, "Mixed_7a", 768)
        , mixed7b(root, "Mixed_7b", 1280)
        , mixed7c(root, "Mixed_7c", 2048)
        , avgpool(root, "avgpool")
        , dropout(root, "dropout", true)
        , fc(root, "fc", {2048, shape.classes, true})
    {
    }
    [[nodiscard]] Tensor forward(const Tensor& images) const override
    {
        Tensor x = images;
        for (const Layer* layer : std::initializer_list<const Layer*>{&conv1a, &conv2a, &conv2b,
                 &maxpool1, &conv3b, &conv4a, &maxpool2, &mixed5b, &mixed5c, &mixed5d, &mixed6a,
                 &mixed6b, &mixed6c, &mixed6d, &mixed6e, &mixed7a, &mixed7b, &mixed7c, &avgpool})
            x = layer->forward(x);
        x = dropout.forward(x);
        x = flatten(x, 1, -1);
        return fc.forward(x);
    }

private:
    BasicConv2d conv1a;
    BasicConv2d conv2a;
    BasicConv2d conv2b;
    MaxPool2d maxpool1;
    BasicConv2d conv3b;
    BasicConv2d conv4a;
    MaxPool2d maxpool2;
    InceptionA mixed5b;
    InceptionA mixed5c;
    InceptionA mixed5d;
    InceptionB mixed6a;
    InceptionC mixed6b;
    InceptionC mixed6c;
    InceptionC mixed6d;
    InceptionC mixed6e;
    InceptionD mixed7a;
    InceptionE mixed7b;
    InceptionE mixed7c;
    AdaptiveAvgPool2d avgpool;
    Dropout dropout;
    Linear fc;
};

} // namespace

Family inceptionV3Family();
Family inceptionV3Family() { return {{member<Inception3>("inception_v3", InceptionV3Options{})}}; }

} // namespace headroom::architectures::vision
