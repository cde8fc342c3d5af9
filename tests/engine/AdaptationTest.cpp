// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Adaptation.h"

#include "engine/Bench.h"
#include "headroom/engine/QuantizedWeight.h"
#include "headroom/engine/operators/Copies.h"
#include "headroom/engine/operators/FourBit.h"

#include <gtest/gtest.h>

namespace headroom::engine {
namespace {

TEST(Adaptation, NamesTargetsAsPeftDoes)
{
    const std::string_view module = "model.layers.11.self_attn.q_proj";
    for (std::string_view entry : {"q_proj", "self_attn.q_proj", "model.layers.11.self_attn.q_proj",
             "layers.*.q_proj", "*_proj", "*"})
        EXPECT_TRUE(namesTarget(entry, module)) << entry;
    for (std::string_view entry :
        {"proj", "q_pro", "1.self_attn.q_proj", "self_attn", "layers.1.*", "", "Q_PROJ"})
        EXPECT_FALSE(namesTarget(entry, module)) << entry;
}

TEST(Adaptation, NamesModulesToSaveByTheirEnds)
{
    EXPECT_TRUE(namesSaved("head", "lm_head")) << "endswith, as peft asks";
    EXPECT_TRUE(namesSaved("layers.*.mlp", "model.layers.3.mlp"));
    EXPECT_FALSE(namesSaved("lm_head", "lm_head.base"));
    EXPECT_FALSE(namesSaved("", "lm_head"));
}

TEST(Adaptation, NamesFrozenParametersOrTheirModules)
{
    EXPECT_TRUE(namesFrozen("model.embed_tokens", "model.embed_tokens.weight"));
    EXPECT_TRUE(namesFrozen("*.bias", "model.layers.0.mlp.down_proj.bias"));
    EXPECT_FALSE(namesFrozen("model.embed", "model.embed_tokens.weight"));
    EXPECT_FALSE(namesFrozen("bias", "model.layers.0.mlp.down_proj.bias"));
    EXPECT_FALSE(namesFrozen("", "weight"));
}

TEST(Adaptation, KnowsWhetherABlockIsMeant)
{
    Adaptation adaptation;
    adaptation.lora = Adaptation::Lora{.allLinear = false, .targets = {"fc1", "*.o_proj"}};
    EXPECT_FALSE(adaptation.tellsBlocksApart());
    adaptation.lora->targets = {"layers.0.fc1"};
    EXPECT_TRUE(adaptation.tellsBlocksApart());
    adaptation.lora->targets = {"layers.1*"};
    EXPECT_TRUE(adaptation.tellsBlocksApart());
}

std::uint64_t storedBytes(WeightStorage storage, std::int64_t outputs, std::int64_t inputs)
{
    std::uint64_t bytes = 0;
    for (const StoredPart& part : storedParts(storage, outputs, inputs))
        bytes += tensorBytes(part.sizes, part.dtype);
    return bytes;
}

TEST(QuantizedWeight, TakesTheBytesOfItsLibrary)
{
    // 4096 x 14336: 58,720,256 values in 917,504 blocks of 64.
    EXPECT_EQ(storedBytes(WeightStorage::FourBit, 14336, 4096), 29'360'128 + 4 * 917'504 + 64);
    EXPECT_EQ(storedBytes(WeightStorage::FourBitNested, 14336, 4096),
        29'360'128 + 917'504 + 4 * 3'584 + 4 + 1'024 + 64);
    EXPECT_EQ(storedBytes(WeightStorage::Int8, 14336, 4096), 58'720'256 + 4 * 14'336);
    // 4.156 bits a value and 4 bytes an input.
    EXPECT_EQ(storedBytes(WeightStorage::Gptq, 14336, 4096),
        29'360'128 + 32 * 14'336 / 2 + 32 * 14'336 * 2 + 4 * 4'096);
    EXPECT_EQ(storedBytes(WeightStorage::Awq, 14336, 4096),
        29'360'128 + 32 * 14'336 / 2 + 32 * 14'336 * 2);
    EXPECT_EQ(storedBytes(WeightStorage::Fp8, 14336, 4096), 58'720'256 + 4 * 112 * 32);
    // What does not divide is rounded up.
    EXPECT_EQ(storedBytes(WeightStorage::FourBit, 3, 7), 11 + 4 + 64);
    EXPECT_EQ(storedBytes(WeightStorage::Fp8, 129, 1), 129 + 4 * 2);
}

TEST(FourBit, DequantizesInTheOperatorWhereTheLibraryDoes)
{
    Bench bench;
    const FourBitWeight weight{8, 64, Dtype::Bf16, true};
    const Tensor narrow = toDtype(bench.parameter({2, 64}), Dtype::Bf16);
    std::size_t start = bench.now();
    const Tensor few = matmulFourBit(narrow, weight, {});
    EXPECT_EQ(bench.since(start), "+32 bitsandbytes") << "a fused kernel for 2 rows";
    const Tensor rows = toDtype(bench.parameter({2048, 64}), Dtype::Bf16);
    start = bench.now();
    Tensor many = matmulFourBit(rows, weight, {});
    EXPECT_EQ(bench.since(start), "+32768 bitsandbytes, ~1024 bitsandbytes");
}

} // namespace
} // namespace headroom::engine
