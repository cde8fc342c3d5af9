// SPDX-License-Identifier: GPL-3.0-or-later
// Adapters, quantized bases and frozen parameters: what must hold for every family, and what is
// refused. Figures and traces of real runs are in FamiliesTest.cpp.
#include "architectures/Records.h"

#include <gtest/gtest.h>

#include <map>

namespace headroom::architectures {
namespace {

Value tinyConfig(std::string_view type)
{
    Value config{Value::Object{}};
    config.member("model_type") = Value(type);
    for (const auto& [key, value] : std::map<const char*, std::uint64_t>{{"hidden_size", 96},
             {"intermediate_size", 200}, {"ffn_dim", 200}, {"num_attention_heads", 6},
             {"num_key_value_heads", 2}, {"vocab_size", 1003}, {"num_hidden_layers", 3},
             {"head_dim", 16}, {"num_local_experts", 4}})
        config.member(key) = Value::number(value);
    return config;
}

StepOptions loraOptions()
{
    StepOptions options;
    options.batchSize = 2;
    options.sequenceLength = 40;
    options.weights = Dtype::Bf16;
    options.adaptation.lora = engine::Adaptation::Lora{.rank = 4};
    options.everyTensor = true;
    return options;
}

std::string refusal(const StepOptions& options, std::string_view type = "llama")
{
    const Result<StepLedger> result = runStep(tinyConfig(type), options);
    return result ? "" : toString(result.error());
}

std::string warning(const StepOptions& options)
{
    const Result<StepLedger> result = runStep(tinyConfig("llama"), options);
    EXPECT_TRUE(result) << toString(result.error());
    return result && !result->warnings.empty() ? result->warnings.back().english() : "";
}

TEST(Adapters, OnlyTheyTrainAndHaveGradients)
{
    for (std::string_view type : knownModelTypes()) {
        for (const bool dora : {false, true}) {
            StepOptions options = loraOptions();
            options.adaptation.lora->dora = dora;
            options.attentionTargets = dora; // peft has no DoRA for experts
            const Result<StepLedger> result = runStep(tinyConfig(type), options);
            ASSERT_TRUE(result) << type << ": " << toString(result.error());
            std::uint64_t elements = 0;
            std::uint64_t gradients = 0;
            for (const NamedStorage& entry : result->names) {
                const engine::Birth& birth = result->ledger->births()[entry.storage];
                const bool adapter = entry.name.find(".lora_") != std::string::npos;
                EXPECT_EQ(entry.name.substr(0, 17), "base_model.model.") << type;
                if (birth.role == Role::Gradient) {
                    EXPECT_TRUE(adapter) << type << ", " << entry.name;
                    gradients += birth.bytes;
                } else if (birth.role == Role::Parameter && adapter) {
                    elements += static_cast<std::uint64_t>(engine::elements(birth.shape));
                    EXPECT_EQ(birth.dtype, Dtype::Fp32) << entry.name;
                }
            }
            EXPECT_EQ(result->parametersTrainable, elements) << type;
            EXPECT_EQ(result->gradients, gradients) << type;
            EXPECT_EQ(gradients, 4 * elements) << type;
            std::uint64_t trainable = 0;
            for (const LayerRow& row : result->layers)
                trainable += row.trainable;
            EXPECT_EQ(trainable, elements) << type;
        }
    }
}

TEST(Adapters, FourBitsPackTheSameParameters)
{
    for (std::string_view type : knownModelTypes()) {
        StepOptions options = loraOptions();
        const Result<StepLedger> plain = runStep(tinyConfig(type), options);
        options.adaptation.storage = engine::WeightStorage::FourBit;
        const Result<StepLedger> packed = runStep(tinyConfig(type), options);
        ASSERT_TRUE(plain && packed) << type;
        EXPECT_EQ(plain->parametersTotal, packed->parametersTotal) << type;
        EXPECT_EQ(plain->parametersTrainable, packed->parametersTrainable) << type;
        EXPECT_LT(packed->parameters, plain->parameters) << type;
        EXPECT_EQ(packed->gradients, plain->gradients) << type;
    }
}

TEST(Adapters, AModuleSavedInFullIsThereTwice)
{
    StepOptions options = loraOptions();
    const Result<StepLedger> without = runStep(tinyConfig("llama"), options);
    options.adaptation.modulesToSave = {"lm_head"};
    const Result<StepLedger> with = runStep(tinyConfig("llama"), options);
    ASSERT_TRUE(without && with);
    constexpr std::uint64_t kHead = 1003 * 96;
    EXPECT_EQ(with->parametersTotal, without->parametersTotal + kHead);
    EXPECT_EQ(with->parametersTrainable, without->parametersTrainable + kHead);
    EXPECT_EQ(with->parametersActive, without->parametersActive) << "the original runs no more";
    EXPECT_EQ(with->gradients, without->gradients + 2 * kHead) << "in the dtype of the model";
}

TEST(Adapters, FrozenParametersHaveNeitherGradientNorState)
{
    StepOptions options = loraOptions();
    options.adaptation = {};
    const Result<StepLedger> all = runStep(tinyConfig("llama"), options);
    options.adaptation.frozen = {"model.embed_tokens", "*.mlp.*"};
    const Result<StepLedger> some = runStep(tinyConfig("llama"), options);
    ASSERT_TRUE(all && some);
    constexpr std::uint64_t kFrozen = 1003 * 96 + 3 * 3 * 96 * 200;
    EXPECT_EQ(some->parametersTrainable, all->parametersTrainable - kFrozen);
    EXPECT_EQ(some->gradients, all->gradients - 2 * kFrozen);
    EXPECT_EQ(some->optimizerState, all->optimizerState - 4 * kFrozen);
    EXPECT_LT(some->activations, all->activations);
}

TEST(Adapters, PagedStatesAreInNoPeak)
{
    StepOptions options = loraOptions();
    options.adaptation = {};
    options.optimizer = "paged-adamw-8bit";
    Value config = tinyConfig("llama");
    config.member("vocab_size") = Value::number("2000"); // 192,000 elements: paged from 100,000 on
    const Result<StepLedger> paged = runStep(config, options);
    options.optimizer = "adamw-8bit";
    const Result<StepLedger> plain = runStep(config, options);
    ASSERT_TRUE(plain && paged);
    EXPECT_EQ(paged->pagedState, 2 * 2 * 2000 * 96) << "of embedding and head, two states each";
    EXPECT_EQ(paged->optimizerState, plain->optimizerState);
    EXPECT_EQ(paged->peak, plain->peak - paged->pagedState);
}

TEST(Adapters, RefuseWhatCannotBe)
{
    StepOptions options = loraOptions();
    options.adaptation.lora->allLinear = false;
    options.adaptation.lora->targets = {"query"};
    EXPECT_EQ(refusal(options),
        "adapter.targets: no layer that can have an adapter has such a name; there are down_proj, "
        "embed_tokens, gate_proj, k_proj, lm_head, o_proj, q_proj, up_proj, v_proj");
    options.adaptation.lora->targets = {"q_proj", "mlp"};
    EXPECT_EQ(refusal(options).substr(0, 60),
        "adapter.targets: model.layers.0.mlp is no linear layer and n");
    options.adaptation.lora->targets = {"q_proj"};
    options.adaptation.frozen = {"*.lora_*"};
    EXPECT_EQ(refusal(options), "frozen: expected to leave something to train; found nothing");
    options = loraOptions();
    options.adaptation = {};
    options.adaptation.frozen = {"*"};
    EXPECT_EQ(refusal(options), "frozen: expected to leave something to train; found nothing");
    options.adaptation = {};
    options.adaptation.storage = engine::WeightStorage::FourBit;
    options.weights = Dtype::Fp64;
    EXPECT_EQ(refusal(options).substr(0, 18), "precision.weights:");
}

TEST(Adapters, AreOnRoutersAndExpertsAsPeftHasThem)
{
    StepOptions options = loraOptions();
    const Result<StepLedger> all = runStep(tinyConfig("mixtral"), options);
    options.attentionTargets = true;
    const Result<StepLedger> attention = runStep(tinyConfig("mixtral"), options);
    ASSERT_TRUE(all && attention);
    // A layer: the router; of each of 4 experts down, and gate and up as one of twice the rank.
    EXPECT_EQ(all->parametersTrainable - attention->parametersTrainable,
        3 * (4 * (96 + 4) + 4 * 4 * (200 + 96) + 4 * 8 * (96 + 400)));
    options.attentionTargets = false;
    options.adaptation.lora->dropout = true;
    EXPECT_EQ(refusal(options, "mixtral").substr(0, 16), "adapter.dropout:");
    options.adaptation.lora->dropout = false;
    options.adaptation.lora->dora = true;
    EXPECT_EQ(refusal(options, "mixtral").substr(0, 13), "adapter.dora:");
    options.adaptation.lora->dora = false;
    options.adaptation.lora->allLinear = false;
    options.adaptation.lora->targets = {"w1"};
    EXPECT_EQ(refusal(options, "mixtral").substr(0, 16), "adapter.targets:");
}

TEST(Adapters, WarnOfNamesInVain)
{
    StepOptions options = loraOptions();
    options.adaptation.lora->allLinear = false;
    options.adaptation.lora->targets = {"q_proj", "query"};
    EXPECT_EQ(warning(options).substr(0, 48), "adapter.targets: no layer is named query; there ");
    options.adaptation.lora->targets = {"q_proj"};
    options.adaptation.modulesToSave = {"head_of_nobody"};
    EXPECT_EQ(
        warning(options), "adapter.modules_to_save: no module's name ends with head_of_nobody");
    options.adaptation.modulesToSave.clear();
    options.adaptation.frozen = {"model.embeddings"};
    EXPECT_EQ(warning(options), "frozen: no parameter is named model.embeddings");
    options = loraOptions();
    options.adaptation.lora->rank = 64;
    EXPECT_EQ(
        warning(options).substr(0, 53), "adapter.rank: 64 is more than the 32 that a layer has");
}

TEST(Adapters, ABlockOfItsOwnIsRun)
{
    StepOptions options = loraOptions();
    options.everyTensor = false;
    options.adaptation.lora->allLinear = false;
    options.adaptation.lora->targets = {"layers.17.self_attn.q_proj"};
    Value config = tinyConfig("llama");
    config.member("num_hidden_layers") = Value::number("20");
    const Result<StepLedger> result = runStep(config, options);
    ASSERT_TRUE(result) << toString(result.error());
    EXPECT_EQ(result->parametersTrainable, 4 * (96 + 96));
}

} // namespace
} // namespace headroom::architectures
