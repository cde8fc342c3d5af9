// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates of weights that are kept as a file stores them.
#include "headroom/core/MemoryModel.h"
#include "headroom/core/Serving.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/ModelFile.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/ScenarioFile.h"
#include "support/ModelFiles.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using tests::GgufBuilder;
using tests::writeFile;

constexpr std::uint32_t kF16 = 1;
constexpr std::uint32_t kQ4K = 12;

class FileEstimateTest : public ::testing::Test {
protected:
    /// The scenario of a file with that content.
    Scenario open(const std::string& name, const std::string& bytes)
    {
        const std::string path = folder.file(name).string();
        writeFile(path, bytes);
        const auto file = readAgain(path);
        EXPECT_TRUE(file) << toString(file.error());
        if (!file)
            return {};
        const Result<Scenario> scenario = scenarioOfFile(**file, path);
        EXPECT_TRUE(scenario) << toString(scenario.error());
        return scenario.value_or(Scenario());
    }
    [[nodiscard]] Estimate estimate(const Scenario& scenario) const
    {
        const Result<Estimate> made = model.estimate(scenario);
        EXPECT_TRUE(made) << toString(made.error());
        return made.value_or(Estimate());
    }
    [[nodiscard]] Error problem(const Scenario& scenario) const
    {
        const std::vector<Error> problems = model.problems(scenario);
        EXPECT_FALSE(problems.empty());
        return problems.empty() ? Error{} : problems.front();
    }

    /// A quantized model of `layers` layers, 8 heads of 64 and 2 KV heads.
    static GgufBuilder gguf(const std::string& architecture, std::uint32_t layers = 6)
    {
        GgufBuilder builder;
        builder.text("general.architecture", architecture)
            .whole("general.file_type", 15)
            .whole(architecture + ".block_count", layers)
            .whole(architecture + ".embedding_length", 512)
            .whole(architecture + ".context_length", 32768)
            .whole(architecture + ".attention.head_count", 8)
            .whole(architecture + ".attention.head_count_kv", 2);
        return builder;
    }
    static std::string withWeights(GgufBuilder builder)
    {
        return builder.tensor("token_embd.weight", {256, 8}, kQ4K, 0).file(8 * 144);
    }

    tests::TemporaryFolder folder;
    MemoryModel model{&builtinCatalogue(), &builtinDevices()};
};

TEST_F(FileEstimateTest, takesTheWeightsAndTheCacheOfLlamaCpp)
{
    Scenario scenario = open("a.gguf", withWeights(gguf("falcon")));
    EXPECT_EQ(scenario.workload.mode, Mode::Inference);
    EXPECT_EQ(scenario.quantization.method, "q4_k");
    EXPECT_EQ(std::get<FileModel>(scenario.model).path, folder.file("a.gguf").string());
    scenario.workload.contextLength = 1000; // 1024 cells
    scenario.workload.batchSize = 3;
    const Estimate made = estimate(scenario);
    EXPECT_EQ(made.bytes.parameters, Bytes{8 * 144});
    EXPECT_EQ(made.parameters.total, 2048);
    // Layers, KV heads, width of a head, keys and values, fp16, cells, sequences.
    EXPECT_EQ(made.bytes.kvCache, Bytes{6ULL * 2 * 64 * 2 * 2 * 1024 * 3});
    EXPECT_EQ(made.bytes.gradients, Bytes{0});
    EXPECT_FALSE(made.bytes.activations);
    EXPECT_FALSE(made.bytes.peak);
    scenario.precision.kvCache = Dtype::Q8_0;
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{6ULL * 2 * 64 * 2 * 34 / 32 * 1024 * 3});
    const Result<Explanation> explained = model.explain(scenario, Role::KvCache);
    ASSERT_TRUE(explained);
    EXPECT_EQ(explained->result, Bytes{6ULL * 2 * 64 * 2 * 34 / 32 * 1024 * 3});
}

/// A server of a file's own storage: its bytes, and layers and cache of its config.
TEST_F(FileEstimateTest, isServedByItsLayers)
{
    GgufBuilder builder = gguf("llama");
    builder.whole("llama.feed_forward_length", 1024).whole("llama.vocab_size", 256);
    Scenario scenario = open("a.gguf", withWeights(builder));
    scenario.software.implementation = Implementation::LlamaCpp;
    scenario.workload.contextLength = 1024;
    scenario.workload.batchSize = 2;
    scenario.hardware.memoryBytes = Bytes{kGiB};
    const Result<ServingPlan> plan = planServing(model, scenario);
    ASSERT_TRUE(plan) << toString(plan.error());
    std::uint64_t weights = 0;
    for (const ServingRow& row : plan->rows) {
        if (row.id == "kv_cache") {
            EXPECT_EQ(row.bytes, *estimate(scenario).bytes.kvCache);
        }
        if (row.id == "weights")
            weights = row.bytes.value;
    }
    // It has no head of its own: the table of the embedding is there twice.
    EXPECT_EQ(weights, 8 * 144U);
    EXPECT_GT(plan->onHost.value, 0U);
}

TEST_F(FileEstimateTest, givesSlidingLayersACacheOfTheirOwn)
{
    Scenario scenario =
        open("a.gguf", withWeights(gguf("gemma2").whole("gemma2.attention.sliding_window", 1000)));
    scenario.workload.contextLength = 8192;
    constexpr std::uint64_t kCell = 2ULL * 64 * 2 * 2;
    // Three of six layers slide: 1000 and a micro-batch of 512, in whole 256.
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{3 * kCell * 8192 + 3 * kCell * 1536});
    scenario.serving.microBatch = 2048;
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{3 * kCell * 8192 + 3 * kCell * 3072});
    scenario.workload.contextLength = 256; // no more than there are
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{6 * kCell * 256});
    // The file's own list wins, and a period in it.
    GgufBuilder period = gguf("gemma2");
    period.whole("gemma2.attention.sliding_window", 1000)
        .whole("gemma2.attention.sliding_window_pattern", 3);
    scenario = open("b.gguf", withWeights(period));
    scenario.workload.contextLength = 8192;
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{2 * kCell * 8192 + 4 * kCell * 1536});
}

TEST_F(FileEstimateTest, countsStatesAndLatentAttention)
{
    GgufBuilder latent = gguf("deepseek2");
    latent.whole("deepseek2.attention.key_length", 576)
        .whole("deepseek2.attention.value_length", 512)
        .whole("deepseek2.attention.key_length_mla", 192);
    Scenario scenario = open("mla.gguf", withWeights(latent));
    scenario.workload.contextLength = 256;
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{6ULL * 576 * 2 * 256});
    GgufBuilder states;
    states.text("general.architecture", "mamba")
        .whole("general.file_type", 15)
        .whole("mamba.block_count", 4)
        .whole("mamba.embedding_length", 512)
        .whole("mamba.attention.head_count", 0)
        .whole("mamba.ssm.conv_kernel", 4)
        .whole("mamba.ssm.inner_size", 1024)
        .whole("mamba.ssm.state_size", 16);
    scenario = open("ssm.gguf", withWeights(states));
    scenario.workload.batchSize = 2;
    EXPECT_EQ(estimate(scenario).bytes.kvCache, Bytes{4ULL * (3 * 1024 + 16 * 1024) * 4 * 2});
}

TEST_F(FileEstimateTest, saysWhatCannotBe)
{
    Scenario scenario = open("a.gguf", withWeights(gguf("falcon")));
    scenario.workload.mode = Mode::Training;
    EXPECT_EQ(problem(scenario).where, "workload.mode");
    scenario.workload.mode = Mode::Inference;
    scenario.quantization.method = "nf4";
    EXPECT_EQ(problem(scenario).where, "quantization.method");
    scenario.quantization.method = "none"; // no other than the file's
    EXPECT_TRUE(model.problems(scenario).empty());
    scenario.precision.kvCache = Dtype::Q4K; // blocks of 256 in a row of 128
    EXPECT_EQ(problem(scenario).where, "precision.kv_cache");
    scenario.precision.kvCache.reset();
    scenario.workload.contextLength = std::uint64_t{1} << 62U;
    EXPECT_EQ(model.estimate(scenario).error().code, ErrorCode::Overflow);
    std::get<FileModel>(scenario.model).path = folder.file("none.gguf").string();
    EXPECT_EQ(problem(scenario).where, "model.file");
}

TEST_F(FileEstimateTest, plainWeightsOfLlamaCppAreServedAsTheyAre)
{
    GgufBuilder plain;
    plain.text("general.architecture", "falcon")
        .whole("general.file_type", 1)
        .tensor("token_embd.weight", {256, 8}, kF16, 0);
    const Scenario scenario = open("plain.gguf", plain.file(256 * 8 * 2));
    const Estimate made = estimate(scenario);
    EXPECT_EQ(made.bytes.parameters, Bytes{256 * 8 * 2});
    EXPECT_FALSE(made.bytes.kvCache);
    EXPECT_EQ(made.warnings.size(), 2);
}

/// A config.json of a small Llama that is quantized so.
std::string quantizedConfig(const std::string& quantization)
{
    return R"({"model_type":"llama","architectures":["LlamaForCausalLM"],"hidden_size":256,)"
           R"("intermediate_size":512,"num_hidden_layers":2,"num_attention_heads":4,)"
           R"("vocab_size":128,"torch_dtype":"float16","quantization_config":)"
        + quantization + "}";
}

TEST_F(FileEstimateTest, runsTheArchitectureWithTheFilesOwnBytes)
{
    Scenario scenario = open("config.json",
        quantizedConfig(R"({"quant_method":"gptq","bits":4,"group_size":32,"desc_act":false})"));
    EXPECT_EQ(scenario.quantization.method, "gptq");
    scenario.workload.sequenceLength = 16;
    const auto file = openModelFile(folder.file("config.json").string());
    ASSERT_TRUE(file);
    const Estimate made = estimate(scenario);
    EXPECT_EQ(made.bytes.parameters->value, (*file)->bytes);
    ASSERT_TRUE(made.bytes.peak);
    EXPECT_GT(*made.bytes.peak, *made.bytes.parameters);
    EXPECT_EQ(made.parameters.total, (*file)->parameters);
    // Groups of 32 have four times the scales that the method's rule, groups of 128, gives.
    Scenario ruled = scenario;
    ruled.model = TransformersModel{(*file)->config};
    const Estimate rule = estimate(ruled);
    EXPECT_GT(*made.bytes.parameters, *rule.bytes.parameters);
    EXPECT_EQ(made.bytes.peak->value - made.bytes.parameters->value,
        rule.bytes.peak->value - rule.bytes.parameters->value);
}

TEST_F(FileEstimateTest, trainsAnAdapterBesideBitsAndBytesAlone)
{
    Scenario scenario = open("config.json",
        quantizedConfig(
            R"({"load_in_4bit":true,"bnb_4bit_quant_type":"nf4","quant_method":"bitsandbytes"})"));
    EXPECT_EQ(scenario.quantization.method, "nf4");
    scenario.workload.mode = Mode::Training;
    scenario.workload.sequenceLength = 16;
    EXPECT_EQ(problem(scenario).where, "adapter.method");
    scenario.adapter.method = AdapterMethod::Lora;
    EXPECT_GT(estimate(scenario).parameters.trainable, 0);
}

TEST_F(FileEstimateTest, aScenarioThatNamesAFileIsResolvedFromItsFolder)
{
    open("a.gguf", withWeights(gguf("falcon")));
    Scenario scenario;
    scenario.model = FileModel{"a.gguf"};
    ASSERT_TRUE(resolveFileModel(scenario, folder.path()));
    EXPECT_EQ(std::get<FileModel>(scenario.model).path, folder.file("a.gguf").string());
    scenario.workload.mode = Mode::Inference;
    EXPECT_EQ(estimate(scenario).bytes.parameters, Bytes{8 * 144});
}

TEST_F(FileEstimateTest, readsAFileAnewOnRequestAlone)
{
    const std::string path = folder.file("a.gguf").string();
    Scenario scenario = open("a.gguf", withWeights(gguf("falcon")));
    GgufBuilder larger = gguf("falcon");
    writeFile(path, larger.tensor("token_embd.weight", {256, 16}, kQ4K, 0).file(16 * 144));
    EXPECT_EQ(estimate(scenario).bytes.parameters, Bytes{8 * 144});
    ASSERT_TRUE(readAgain(path));
    EXPECT_EQ(estimate(scenario).bytes.parameters, Bytes{16 * 144});
    writeFile(path, "GGUF");
    EXPECT_FALSE(readAgain(path));
    EXPECT_EQ(estimate(scenario).bytes.parameters, Bytes{16 * 144});
}

} // namespace
} // namespace headroom
