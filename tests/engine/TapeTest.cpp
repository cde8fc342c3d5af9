// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Bench.h"
#include "headroom/engine/Checkpoint.h"
#include "headroom/engine/Mode.h"
#include "headroom/engine/Optimizer.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Views.h"

#include <gtest/gtest.h>

namespace headroom::engine {
namespace {

TEST(Tape, ANodeThatNothingReachesDiesWithWhatItSaved)
{
    Bench bench;
    const Tensor p = bench.parameter({4, 8});
    Tensor result = silu(mulScalar(p));
    EXPECT_EQ(bench.engine.ledger.live(), 3U * 512);
    result.reset();
    EXPECT_EQ(bench.engine.ledger.live(), 512U);
}

TEST(Tape, AChainOfManyNodesIsReleasedWithoutRecursion)
{
    Bench bench;
    const Tensor p = bench.parameter({1});
    Tensor x = mulScalar(p);
    for (int i = 0; i < 200000; ++i)
        x = view(x, {1});
    x.reset();
    EXPECT_EQ(bench.engine.ledger.live(), 512U);
}

TEST(Tape, AGradientOfItsOwnIsTakenOverAndASharedOneCopied)
{
    Bench bench;
    const Tensor p = bench.parameter({4, 8});
    const Tensor q = bench.parameter({4, 8});
    Tensor sum = add(mulScalar(p), q);
    const std::size_t from = bench.now();
    backward(sum);
    // The seed is also q's gradient: q gets a copy; p's is the product's.
    EXPECT_EQ(bench.since(from), "+128 ones_like, +128 clone, +128 mul, -128");
}

TEST(Tape, ASecondBackwardAddsInPlace)
{
    Bench bench;
    const Tensor p = bench.parameter({4, 8});
    for (int i = 0; i < 2; ++i) {
        Tensor loss = mulScalar(p);
        backward(loss);
    }
    EXPECT_EQ(bench.engine.ledger.live(), 2U * 512);
}

TEST(Tape, WithoutGradModeNothingIsKept)
{
    Bench bench;
    const GradMode none(bench.engine, false);
    const Tensor p = bench.parameter({4, 8});
    const Tensor result = silu(mulScalar(p));
    EXPECT_EQ(bench.engine.ledger.live(), 2U * 512);
    EXPECT_FALSE(result.requiresGrad());
}

TEST(Modes, AutocastCastsAWeightOnce)
{
    Bench bench;
    const Tensor w = bench.parameter({4, 8});
    const Tensor x = bench.input({2, 8});
    const std::size_t from = bench.now();
    {
        const AutocastMode on(bench.engine, true, Dtype::Bf16);
        Tensor first = linear(x, w, {});
        EXPECT_EQ(first.dtype(), Dtype::Bf16);
        EXPECT_EQ(bench.since(from), "+64 _to_copy, +32 _to_copy, +16 mm");
        const std::size_t again = bench.now();
        Tensor second = linear(x, w, {});
        EXPECT_EQ(bench.since(again), "+32 _to_copy, +16 mm");
    }
    EXPECT_EQ(bench.engine.ledger.live(), 2U * 512);
}

TEST(Modes, ACheckpointedRegionKeepsItsInputAlone)
{
    for (CheckpointPolicy policy : {CheckpointPolicy::Full, CheckpointPolicy::Selective}) {
        Bench bench;
        const Tensor w = bench.parameter({8, 8});
        const Tensor x = mulScalar(bench.parameter({4, 8}));
        Tensor y = checkpoint(
            policy, [&w](Tensor input) { return silu(silu(linear(std::move(input), w, {}))); }, x);
        // Two parameters, the input, the result; selectively the product too.
        const std::uint64_t kept = policy == CheckpointPolicy::Full ? 4 : 5;
        EXPECT_EQ(bench.engine.ledger.live(), kept * 512);
        const std::size_t from = bench.now();
        backward(y);
        const std::string events = bench.since(from);
        EXPECT_EQ(
            events.find("+128 mm") < events.find("silu_backward"), policy == CheckpointPolicy::Full)
            << events;
    }
}

TEST(Strides, FollowTensorIterator)
{
    Bench bench;
    const Tensor x = bench.input({2, 3, 4, 5});
    const Tensor turned = transpose(x, 1, 2); // [2, 4, 3, 5]
    EXPECT_EQ(mulScalar(turned).strides(), turned.strides());
    EXPECT_EQ(add(turned, bench.input({2, 4, 3, 5})).strides(), turned.strides());
    EXPECT_EQ(add(bench.input({2, 4, 3, 5}), turned).strides(), contiguousStrides({2, 4, 3, 5}));
    const Tensor part = slice(turned, -1, 0, 2);
    EXPECT_TRUE(isDense(part.sizes(), mulScalar(part).strides()));
    EXPECT_FALSE(mulScalar(part).isContiguous());
    Dims strides;
    EXPECT_FALSE(viewStrides(turned.sizes(), turned.strides(), {2, 12, 5}, strides));
    EXPECT_TRUE(viewStrides(x.sizes(), x.strides(), {6, 20}, strides));
    EXPECT_EQ(strides, (Dims{20, 1}));
}

TEST(Optimizers, StatesAndForms)
{
    const auto states = [](const char* id, OptimizerForm form) -> std::uint64_t {
        Bench bench;
        const Tensor p = bench.parameter({256, 4});
        auto optimizer = Optimizer::make(id, form);
        if (!optimizer)
            return 1;
        const std::uint64_t before = bench.engine.ledger.live();
        (*optimizer)->attach(bench.model, false);
        return bench.engine.ledger.live() - before;
    };
    EXPECT_EQ(states("sgd", OptimizerForm::Foreach), 0U);
    EXPECT_EQ(states("sgd-momentum", OptimizerForm::ForLoop), 4096U);
    EXPECT_EQ(states("adamw", OptimizerForm::Foreach), 8192U);
    EXPECT_EQ(states("adamw", OptimizerForm::Fused), 8192U + 512);
    EXPECT_EQ(states("adafactor", OptimizerForm::Foreach), 1024U + 512);
    EXPECT_EQ(states("rmsprop", OptimizerForm::Fused), 1U);
    EXPECT_EQ(states("lion", OptimizerForm::Foreach), 1U);
}

} // namespace
} // namespace headroom::engine
