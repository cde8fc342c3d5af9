// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Records.h"

#include <gtest/gtest.h>

namespace headroom::architectures {
namespace {

struct Case {
    const char* config;
    const char* where; ///< the key that the error names
};

/// No longer than any model's positions, unless a test asks for it.
StepOptions shortSequence()
{
    StepOptions options;
    options.sequenceLength = 128;
    return options;
}

Result<StepLedger> run(const std::string& config, const StepOptions& options = shortSequence())
{
    return runStep(valueOf(nlohmann::ordered_json::parse(config)), options);
}

TEST(BadConfigs, ErrorsNameTheKey)
{
    const Case cases[] = {
        {R"({})", "model_type"},
        {R"({"model_type": null})", "model_type"},
        {R"({"model_type": 3})", "model_type"},
        {R"({"model_type": "lama"})", "model_type"},
        {R"({"model_type": "llama", "num_attention_heads": 0})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": -4})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": 7})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": "8"})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": 1.5})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": [8]})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_attention_heads": true})", "num_attention_heads"},
        {R"({"model_type": "llama", "num_key_value_heads": 5})", "num_key_value_heads"},
        {R"({"model_type": "llama", "num_hidden_layers": 0})", "num_hidden_layers"},
        {R"({"model_type": "llama", "num_hidden_layers": 1000000})", "num_hidden_layers"},
        {R"({"model_type": "llama", "vocab_size": 1099511627776})", "vocab_size"},
        {R"({"model_type": "llama", "vocab_size": 1e40})", "vocab_size"},
        {R"({"model_type": "llama", "hidden_act": "gelo"})", "hidden_act"},
        {R"({"model_type": "llama", "mlp_bias": "yes"})", "mlp_bias"},
        {R"({"model_type": "llama", "attention_dropout": 2})", "attention_dropout"},
        {R"({"model_type": "gpt2", "n_head": 0})", "n_head"},
        {R"({"model_type": "gpt2", "n_head": 7})", "n_head"},
        {R"({"model_type": "gpt2", "n_layer": 1000000})", "n_layer"},
        {R"({"model_type": "gpt2", "reorder_and_upcast_attn": true})", "reorder_and_upcast_attn"},
        {R"({"model_type": "qwen2", "layer_types": ["full_attention"]})", "layer_types"},
        {R"({"model_type": "qwen2", "num_hidden_layers": 1, "layer_types": ["half"]})",
            "layer_types"},
        {R"({"model_type": "qwen2", "layer_types": 5})", "layer_types"},
        {R"({"model_type": "gpt_neox", "rotary_pct": 0})", "rotary_pct"},
        {R"({"model_type": "gpt_neox", "rotary_pct": "all"})", "rotary_pct"},
        {R"({"model_type": "opt", "layerdrop": 0.1})", "layerdrop"},
        {R"({"model_type": "mixtral", "num_experts_per_tok": 9})", "num_experts_per_tok"},
        {R"({"model_type": "llama", "head_dim": 33})", "head_dim"},
        {R"({"model_type": "llama", "hidden_size": 96, "num_attention_heads": 32})", "hidden_size"},
        {R"({"model_type": "mixtral", "intermediate_size": 14335})", "intermediate_size"},
        {R"({"model_type": "mixtral", "hidden_size": 4098, "head_dim": 64})", "hidden_size"},
        {R"({"model_type": "bert", "num_attention_heads": 7})", "num_attention_heads"},
        {R"({"model_type": "bert", "is_decoder": true})", "is_decoder"},
        {R"({"model_type": "bert", "id2label": ["a", "b"]})", "id2label"},
        {R"({"model_type": "bert", "num_labels": 0})", "num_labels"},
        {R"({"model_type": "bert", "problem_type": "multi_label_classification"})", "problem_type"},
        {R"({"model_type": "bert", "chunk_size_feed_forward": 7})", "chunk_size_feed_forward"},
        {R"({"model_type": "bert", "architectures": "BertModel"})", "architectures"},
        {R"({"model_type": "roberta", "max_position_embeddings": 2})", "pad_token_id"},
        {R"({"model_type": "distilbert", "n_heads": 7})", "n_heads"},
        {R"({"model_type": "albert", "num_hidden_groups": 13})", "num_hidden_groups"},
        {R"({"model_type": "albert", "inner_group_num": 100})", "inner_group_num"},
        {R"({"model_type": "electra", "embedding_size": 0})", "embedding_size"},
        {R"({"model_type": "modernbert", "classifier_pooling": "max"})", "classifier_pooling"},
        {R"({"model_type": "modernbert", "global_attn_every_n_layers": 0})",
            "global_attn_every_n_layers"},
        {R"({"model_type": "modernbert", "sparse_prediction": true})", "sparse_prediction"},
        {R"({"model_type": "t5", "feed_forward_proj": "gated-what"})", "feed_forward_proj"},
        {R"({"model_type": "t5", "d_kv": 0})", "d_kv"},
        {R"({"model_type": "bart", "decoder_attention_heads": 7})", "decoder_attention_heads"},
        {R"({"model_type": "bart", "encoder_layerdrop": 0.1})", "encoder_layerdrop"},
        {R"({"model_type": "vit", "patch_size": 225})", "patch_size"},
        {R"({"model_type": "vit", "image_size": [224]})", "image_size"},
        {R"({"model_type": "vit", "image_size": 384})", "workload.image_size"},
        {R"({"model_type": "dinov2", "image_size": [28, 42]})", "workload.image_size"},
    };
    for (const Case& bad : cases) {
        const Result<StepLedger> result = run(bad.config);
        ASSERT_FALSE(result) << bad.config;
        EXPECT_EQ(result.error().where, bad.where)
            << bad.config << ": " << toString(result.error());
        EXPECT_FALSE(result.error().message.english().empty());
    }
}

TEST(BadConfigs, WorkloadsThatCannotBe)
{
    const std::string llama = R"({"model_type": "llama"})";
    const auto where = [&llama](auto change) {
        StepOptions options;
        change(options);
        const Result<StepLedger> result = run(llama, options);
        return result ? std::string("no error") : result.error().where;
    };
    EXPECT_EQ(
        where([](StepOptions& o) { o.sequenceLength = 1000000000; }), "workload.sequence_length");
    EXPECT_EQ(where([](StepOptions& o) { o.sequenceLength = 0; }), "workload.sequence_length");
    EXPECT_EQ(where([](StepOptions& o) { o.batchSize = -1; }), "workload.batch_size");
    EXPECT_EQ(where([](StepOptions& o) { o.gradientAccumulation = 0; }),
        "workload.gradient_accumulation_steps");
    EXPECT_EQ(where([](StepOptions& o) { o.weights = Dtype::Int4; }), "precision.weights");
    EXPECT_EQ(where([](StepOptions& o) { o.optimizer = "shampoo"; }), "optimizer.id")
        << "without what it keeps";
    EXPECT_EQ(where([](StepOptions& o) {
        o.optimizer = "rmsprop";
        o.optimizerForm = engine::OptimizerForm::Fused;
    }),
        "optimizer.implementation");
    EXPECT_EQ(where([](StepOptions& o) { o.head = "image-classification"; }), "workload.head");
    EXPECT_EQ(where([](StepOptions& o) { o.targetLength = 0; }), "workload.target_length");
    EXPECT_EQ(where([](StepOptions& o) { o.imageSize = 1 << 20; }), "workload.image_size");
    EXPECT_EQ(where([](StepOptions& o) { o.attention = AttentionChoice::Flash; }),
        "memory_savers.attention");
}

TEST(BadConfigs, ProductsBeyond64BitsAreErrors)
{
    const std::string huge =
        R"({"model_type": "llama", "hidden_size": 2147483648, "num_attention_heads": 1073741824,
        "intermediate_size": 2147483648, "vocab_size": 2147483648})";
    StepOptions options;
    options.batchSize = 1 << 24;
    options.sequenceLength = 1 << 26;
    const Result<StepLedger> result = run(huge, options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Overflow) << toString(result.error());
    options.attention = AttentionChoice::Eager;
    const Result<StepLedger> eager = run(R"({"model_type": "llama"})", options);
    ASSERT_FALSE(eager);
    EXPECT_EQ(eager.error().code, ErrorCode::Overflow) << toString(eager.error());
}

TEST(BadConfigs, ManyMicroStepsAreLikeTwo)
{
    StepOptions options;
    options.sequenceLength = 8;
    options.everyTensor = true;
    options.gradientAccumulation = 1 << 20;
    const std::string tiny = R"({"model_type": "llama", "num_hidden_layers": 2})";
    const Result<StepLedger> many = run(tiny, options);
    options.gradientAccumulation = 3;
    const Result<StepLedger> few = run(tiny, options);
    ASSERT_TRUE(many && few);
    EXPECT_EQ(many->peak, few->peak);
    EXPECT_EQ(many->activations, few->activations);
}

TEST(BadConfigs, LearnedPositionsEnd)
{
    StepOptions options;
    options.sequenceLength = 1025;
    const Result<StepLedger> gpt2 = run(R"({"model_type": "gpt2"})", options);
    ASSERT_FALSE(gpt2);
    EXPECT_EQ(gpt2.error().where, "workload.sequence_length");
    const Result<StepLedger> bert = run(R"({"model_type": "bert"})", options);
    ASSERT_FALSE(bert);
    EXPECT_EQ(bert.error().where, "workload.sequence_length");
    // RoBERTa counts positions from the padding's number: two rows of its table are never used.
    options.sequenceLength = 511;
    const Result<StepLedger> roberta = run(R"({"model_type": "roberta"})", options);
    ASSERT_FALSE(roberta);
    EXPECT_EQ(roberta.error().where, "workload.sequence_length");
    options.targetLength = 1025;
    const Result<StepLedger> bart = run(R"({"model_type": "bart"})", options);
    ASSERT_FALSE(bart);
    EXPECT_EQ(bart.error().where, "workload.target_length");
    options.sequenceLength = 3000;
    const Result<StepLedger> llama =
        run(R"({"model_type": "llama", "num_hidden_layers": 2})", options);
    ASSERT_TRUE(llama) << toString(llama.error());
    EXPECT_EQ(llama->warnings.size(), 1U);
}

/// workload.head, else what the config itself says, else the family's first.
TEST(BadConfigs, TheHeadIsByTheModel)
{
    const auto parameters = [](const std::string& architectures, const std::string& head) {
        StepOptions options;
        options.sequenceLength = 8;
        options.head = head;
        const Result<StepLedger> result = run(
            R"({"model_type": "bert", "hidden_size": 24, "num_attention_heads": 2, "vocab_size": 100,
            "num_hidden_layers": 1, "intermediate_size": 8, "max_position_embeddings": 16)"
                + architectures + "}",
            options);
        return result ? result->parametersTotal : 0;
    };
    const std::uint64_t maskedLm = parameters("", "masked-lm");
    const std::uint64_t classifier = parameters("", "sequence-classification");
    ASSERT_NE(maskedLm, classifier);
    EXPECT_EQ(parameters("", ""), maskedLm);
    EXPECT_EQ(
        parameters(R"(, "architectures": ["BertForSequenceClassification"])", ""), classifier);
    EXPECT_EQ(parameters(R"(, "architectures": ["BertForPreTraining"])", ""), maskedLm);
    EXPECT_EQ(parameters(R"(, "architectures": ["BertForSequenceClassification"])", "masked-lm"),
        maskedLm);
}

TEST(BadConfigs, UnusedKeysAreReported)
{
    const Result<StepLedger> result = run(
        R"({"model_type": "llama", "num_hidden_layers": 2, "kv_lora_rank": 4, "rms_norm_eps": 1e-6})");
    ASSERT_TRUE(result);
    ASSERT_EQ(result->warnings.size(), 1U);
    EXPECT_EQ(result->warnings.front().english(), "not used: kv_lora_rank");
}

} // namespace
} // namespace headroom::architectures
