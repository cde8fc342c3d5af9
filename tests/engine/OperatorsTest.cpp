// SPDX-License-Identifier: GPL-3.0-or-later
// A row an operator: what it takes in forward and in backward, as traces of PyTorch 2.13 have it
// (sizes in bytes; fp32).
#include "engine/Bench.h"
#include "headroom/engine/operators/Activations.h"
#include "headroom/engine/operators/Attention.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/Dropout.h"
#include "headroom/engine/operators/Embedding.h"
#include "headroom/engine/operators/Indexing.h"
#include "headroom/engine/operators/Joining.h"
#include "headroom/engine/operators/Loss.h"
#include "headroom/engine/operators/MatrixMultiply.h"
#include "headroom/engine/operators/Normalization.h"
#include "headroom/engine/operators/Pointwise.h"
#include "headroom/engine/operators/Reductions.h"
#include "headroom/engine/operators/Softmax.h"
#include "headroom/engine/operators/Views.h"

#include <gtest/gtest.h>

namespace headroom::engine {
namespace {

struct Row {
    const char* name;
    Tensor (*run)(Bench&, const Tensor& p); ///< p: a parameter [4, 8]
    const char* forward;
    const char* backward; ///< of the operator's result, after the seed of the pass
};

const Row kRows[] = {
    {"add", [](Bench&, const Tensor& p) { return add(p, p); }, "+128 add", "+128 add"},
    {"mul", [](Bench& b, const Tensor& p) { return mul(p, b.input({8})); }, "+32 input, +128 mul",
        "+128 mul, -32"},
    {"mul of two that need a gradient", [](Bench&, const Tensor& p) { return mul(p, p); },
        "+128 mul", "+128 mul, +128 mul, +128 add, -128, -128"},
    {"times a number", [](Bench&, const Tensor& p) { return mulScalar(p); }, "+128 mul",
        "+128 mul"},
    {"pow", [](Bench&, const Tensor& p) { return powScalar(p); }, "+128 pow",
        "+128 pow, +128 mul, +128 mul, -128, -128"},
    {"rsqrt", [](Bench&, const Tensor& p) { return rsqrt(p); }, "+128 rsqrt",
        "+128 pow, +128 mul, +128 mul, -128, -128"},
    {"neg", [](Bench&, const Tensor& p) { return neg(p); }, "+128 neg", "+128 neg"},
    {"silu", [](Bench&, const Tensor& p) { return silu(p); }, "+128 silu", "+128 silu_backward"},
    {"gelu", [](Bench&, const Tensor& p) { return gelu(p); }, "+128 gelu", "+128 gelu_backward"},
    {"relu", [](Bench&, const Tensor& p) { return relu(p); }, "+128 relu",
        "+128 threshold_backward"},
    {"tanh", [](Bench&, const Tensor& p) { return tanh(p); }, "+128 tanh", "+128 tanh_backward"},
    {"softmax", [](Bench&, const Tensor& p) { return softmax(p); }, "+128 _softmax",
        "+128 _softmax_backward_data"},
    {"safe softmax", [](Bench&, const Tensor& p) { return safeSoftmax(p); },
        "+128 _safe_softmax, ~1024 _safe_softmax", "+128 _softmax_backward_data"},
    {"log softmax", [](Bench&, const Tensor& p) { return logSoftmax(p); }, "+128 _log_softmax",
        "+128 _log_softmax_backward_data"},
    {"dropout", [](Bench&, const Tensor& p) { return dropout(p, true); },
        "+128 native_dropout, +32 native_dropout", "+128 native_dropout_backward, -32"},
    {"to fp16", [](Bench&, const Tensor& p) { return toDtype(p, Dtype::Fp16); }, "+64 _to_copy",
        "+128 _to_copy"},
    {"mean", [](Bench&, const Tensor& p) { return mean(p, -1, true); }, "+16 mean", "+128 div"},
    {"slice", [](Bench&, const Tensor& p) { return slice(p, 0, 0, 2); }, "", "+128 slice_backward"},
    {"select", [](Bench&, const Tensor& p) { return select(p, 0, 0); }, "", "+128 select_backward"},
    {"cat", [](Bench&, const Tensor& p) { return cat(list(p, p), 0); }, "+256 cat", "+128 add"},
    {"transpose and copy", [](Bench&, const Tensor& p) { return contiguous(t(p)); }, "+128 clone",
        "+128 clone"},
    {"pad", [](Bench&, const Tensor& p) { return padLast(p, 0, 1); }, "+144 constant_pad_nd",
        "+128 constant_pad_nd"},
    {"linear",
        [](Bench& b, const Tensor& p) {
            return linear(b.input({2, 8}), p, {});
        },
        "+64 input, +32 mm", "+128 mm, -64"},
    {"embedding",
        [](Bench& b, const Tensor& p) { return embedding(p, b.input({3}, Dtype::Int64)); },
        "+24 input, +96 embedding", "+128 embedding_dense_backward, -24"},
    {"layer norm",
        [](Bench& b, const Tensor& p) { return layerNorm(p, b.parameter({8}), b.parameter({8})); },
        "+32 parameter, +32 parameter, +128 native_layer_norm, +16 native_layer_norm, +16 "
        "native_layer_norm",
        "+128 native_layer_norm_backward, +32 native_layer_norm_backward, +32 "
        "native_layer_norm_backward, -16, -16"},
    {"top k", [](Bench&, const Tensor& p) { return topK(p, 2).first; }, "+32 topk, +64 topk",
        "+128 new_zeros, +128 scatter, -128, -64"},
    {"index", [](Bench& b, const Tensor& p) { return index(p, b.input({2}, Dtype::Int64)); },
        "+16 input, +64 index", "+128 new_zeros, +128 index_put, -128, -16"},
    {"cross entropy",
        [](Bench& b, const Tensor& p) { return crossEntropy(p, b.input({4}, Dtype::Int64)); },
        "+32 input, +128 _log_softmax, +4 nll_loss_forward, +4 nll_loss_forward",
        "+128 nll_loss_backward, -128, +128 _log_softmax_backward_data"},
};

/// The events of one node's backward among others': what `expected` lists, with deaths in any
/// order.
std::string sortedWords(std::string text)
{
    std::vector<std::string> words;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(", ", start), text.size());
        words.push_back(text.substr(start, end - start));
        start = end + 2;
    }
    std::erase_if(words, [](const std::string& word) { return word.starts_with("-"); });
    std::string result;
    for (const std::string& word : words)
        result += word + ", ";
    return result;
}

TEST(Operators, TakeWhatPyTorchTakes)
{
    for (const Row& row : kRows) {
        Bench bench;
        const Tensor p = bench.parameter({4, 8});
        std::size_t from = bench.now();
        Tensor result = row.run(bench, p);
        EXPECT_EQ(bench.since(from), row.forward) << row.name;
        from = bench.now() + 1; // after the seed
        backward(result);
        EXPECT_EQ(sortedWords(bench.since(from)), sortedWords(row.backward)) << row.name;
        const Tensor& gradient = p.leaf()->gradient;
        ASSERT_TRUE(gradient) << row.name;
        EXPECT_EQ(gradient.sizes(), p.sizes()) << row.name;
        EXPECT_EQ(gradient.dtype(), p.dtype()) << row.name;
    }
}

TEST(Operators, AttentionTakesTheKernelOfSm80)
{
    const auto run = [](Dtype dtype, std::int64_t kvHeads, std::int64_t width, bool grouped) {
        Bench bench(dtype);
        const Tensor q = bench.parameter({2, 4, 16, width});
        const Tensor k = bench.parameter({2, kvHeads, 16, width});
        const Tensor v = bench.parameter({2, kvHeads, 16, width});
        const std::size_t from = bench.now();
        const Tensor out =
            scaledDotProductAttention(q, k, v, {}, {.causal = true, .groupedQueries = grouped});
        return bench.since(from);
    };
    EXPECT_EQ(run(Dtype::Bf16, 4, 8, false),
        "+2048 _scaled_dot_product_flash_attention, +512 _scaled_dot_product_flash_attention, "
        "+16 _scaled_dot_product_flash_attention, +8 _scaled_dot_product_flash_attention");
    EXPECT_TRUE(run(Dtype::Bf16, 2, 8, true).starts_with("+2048 _scaled_dot_product_flash"));
    EXPECT_TRUE(run(Dtype::Bf16, 4, 6, false).starts_with("+2048 constant_pad_nd"));
    EXPECT_TRUE(run(Dtype::Fp32, 4, 8, false).starts_with("+4096 _scaled_dot_product_efficient"));
    EXPECT_TRUE(run(Dtype::Fp32, 4, 6, false).starts_with("+256 ones"));
    EXPECT_TRUE(run(Dtype::Fp32, 2, 8, true).starts_with("+4096 clone, +4096 clone, +256 ones"));
}

TEST(Operators, ShapesThatCannotBeThrow)
{
    Bench bench;
    const Tensor p = bench.parameter({4, 8});
    EXPECT_ANY_THROW(static_cast<void>(mm(p, p)));
    EXPECT_ANY_THROW(static_cast<void>(add(p, bench.input({3}))));
    EXPECT_ANY_THROW(static_cast<void>(view(p, {5, 7})));
    EXPECT_ANY_THROW(static_cast<void>(expand(p, {2, 8})));
    EXPECT_ANY_THROW(
        static_cast<void>(bench.engine.make("x", {1LL << 40, 1LL << 40}, Dtype::Fp32)));
}

} // namespace
} // namespace headroom::engine
