// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ModelFile.h"

#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "support/ModelFiles.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace headroom {
namespace {

using namespace std::string_literals;
using tests::GgufBuilder;
using tests::safetensors;
using tests::TemporaryFolder;
using tests::writeFile;

ModelFile read(std::string bytes, const std::string& name)
{
    Result<ModelFile> file = inspectBytes(std::move(bytes), name);
    EXPECT_TRUE(file.has_value()) << toString(file.error());
    return file ? std::move(*file) : ModelFile();
}

/// Tensors of these names, dtypes and shapes, one after the other.
struct NewTensor {
    std::string name;
    std::string dtype;
    std::vector<std::uint64_t> shape;
    std::uint64_t bytes;
};
std::string weights(const std::vector<NewTensor>& tensors)
{
    std::string header;
    std::uint64_t offset = 0;
    for (const NewTensor& tensor : tensors) {
        std::string shape;
        for (const std::uint64_t size : tensor.shape)
            shape += (shape.empty() ? "" : ",") + std::to_string(size);
        header += (header.empty() ? "{" : ",") + ("\"" + tensor.name + "\":{\"dtype\":\"")
            + tensor.dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":["
            + std::to_string(offset) + "," + std::to_string(offset + tensor.bytes) + "]}";
        offset += tensor.bytes;
    }
    return safetensors(header + "}", offset);
}

TEST(ModelFileTest, countsPlainTensors)
{
    const ModelFile file =
        read(weights({{"a", "F32", {2, 3}, 24}, {"s", "BF16", {}, 2}, {"empty", "F16", {0, 4}, 0}}),
            "x.safetensors");
    EXPECT_EQ(file.kind, "safetensors");
    EXPECT_EQ(file.parameters, 7);
    EXPECT_EQ(file.bytes, 26);
    EXPECT_EQ(file.tensorCount, 3);
    EXPECT_EQ(file.dtypes.at("F32").elements, 6);
    EXPECT_FALSE(file.hasErrors());
}

struct Packed {
    const char* description;
    std::vector<NewTensor> tensors;
    std::uint64_t parameters;
    const char* quantization;
};

TEST(ModelFileTest, unpacksQuantizedWeights)
{
    const std::vector<Packed> cases = {
        {"GPTQ, 4 bit, 256 inputs, 64 outputs",
            {{"l.qweight", "I32", {32, 64}, 8192}, {"l.qzeros", "I32", {2, 8}, 64},
                {"l.scales", "F16", {2, 64}, 256}, {"l.g_idx", "I32", {256}, 1024}},
            256 * 64, "gptq, 4 bit"},
        {"GPTQ, 3 bit",
            {{"l.qweight", "I32", {24, 64}, 6144}, {"l.qzeros", "I32", {2, 6}, 48},
                {"l.scales", "F16", {2, 64}, 256}, {"l.g_idx", "I32", {256}, 1024}},
            256 * 64, "gptq, 3 bit"},
        {"AWQ",
            {{"l.qweight", "I32", {256, 8}, 8192}, {"l.qzeros", "I32", {2, 8}, 64},
                {"l.scales", "F16", {2, 64}, 256}},
            256 * 64, "awq, 4 bit"},
        {"bitsandbytes NF4",
            {{"l.weight", "U8", {8192, 1}, 8192}, {"l.weight.absmax", "F32", {256}, 1024},
                {"l.weight.quant_map", "F32", {16}, 64},
                {"l.weight.quant_state.bitsandbytes__nf4", "U8", {90}, 90}},
            256 * 64, "bitsandbytes nf4, 4 bit"},
        {"bitsandbytes int8", {{"l.weight", "I8", {64, 256}, 16384}, {"l.SCB", "F32", {64}, 256}},
            256 * 64, "bitsandbytes, 8 bit"},
        {"FP8 in blocks",
            {{"l.weight", "F8_E4M3", {64, 256}, 16384}, {"l.weight_scale_inv", "F32", {1, 2}, 8}},
            256 * 64, "fp8, 8 bit"},
        {"MXFP4",
            {{"e.gate_up_proj_blocks", "U8", {2, 4, 8, 16}, 1024},
                {"e.gate_up_proj_scales", "U8", {2, 4, 8}, 64}},
            2048, "mxfp4, 4 bit"},
        {"NVFP4 of modelopt",
            {{"l.weight", "U8", {64, 128}, 8192}, {"l.weight_scale", "F8_E4M3", {64, 16}, 1024},
                {"l.weight_scale_2", "F32", {}, 4}, {"l.input_scale", "F32", {}, 4}},
            256 * 64, "nvfp4, 4 bit"},
        {"NVFP4 of compressed-tensors",
            {{"l.weight_packed", "U8", {64, 128}, 8192},
                {"l.weight_scale", "F8_E4M3", {64, 16}, 1024},
                {"l.weight_global_scale", "F32", {1}, 4}},
            256 * 64, "nvfp4, 4 bit"},
        {"compressed-tensors",
            {{"l.weight_packed", "I32", {64, 32}, 8192}, {"l.weight_scale", "BF16", {64, 2}, 256},
                {"l.weight_shape", "I64", {2}, 16}},
            256 * 64, "compressed-tensors, 4 bit"},
        {"HQQ",
            {{"l.W_q", "U8", {64, 128}, 8192}, {"l.scale", "F16", {256, 1}, 512},
                {"l.zero", "F16", {256, 1}, 512}},
            256 * 64, "hqq, 4 bit"},
        {"MLX",
            {{"l.weight", "U32", {64, 32}, 8192}, {"l.scales", "BF16", {64, 4}, 512},
                {"l.biases", "BF16", {64, 4}, 512}},
            256 * 64, "mlx, 4 bit"},
    };
    for (const Packed& packed : cases) {
        const ModelFile file = read(weights(packed.tensors), "x.safetensors");
        EXPECT_EQ(file.parameters, packed.parameters) << packed.description;
        EXPECT_EQ(file.quantization, packed.quantization) << packed.description;
    }
}

TEST(ModelFileTest, leavesBuffersOut)
{
    const ModelFile file = read(
        weights({{"h.0.attn.bias", "BOOL", {1, 1, 4, 4}, 16},
            {"h.0.attn.c_attn.bias", "F32", {4}, 16}, {"l.rotary_emb.inv_freq", "F32", {8}, 32}}),
        "x.safetensors");
    EXPECT_EQ(file.parameters, 4);
    EXPECT_EQ(file.bytes, 64);
}

TEST(ModelFileTest, readsShardsAndNamesTheMissing)
{
    const TemporaryFolder folder;
    writeFile(folder.file("model.safetensors.index.json"),
        R"({"metadata":{"total_size":36},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}})");
    writeFile(folder.file("1.safetensors"), weights({{"a", "F32", {6}, 24}}));
    const Result<ModelFile> half = inspectPath(folder.file("model.safetensors.index.json"));
    ASSERT_TRUE(half.has_value());
    EXPECT_FALSE(half->parameters.has_value());
    EXPECT_EQ(half->bytes, 36);
    EXPECT_EQ(half->problems.front().message.english(),
        "1 of 2 files are not here (2.safetensors): shapes and dtypes of their tensors are not "
        "known");
    writeFile(folder.file("2.safetensors"), weights({{"b", "F32", {3}, 12}}));
    const Result<ModelFile> whole = inspectPath(folder.file("model.safetensors.index.json"));
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->parameters, 9);
    EXPECT_EQ(whole->bytes, 36);
    EXPECT_EQ(whole->filesRead, 3);
    EXPECT_TRUE(whole->problems.empty());
}

TEST(ModelFileTest, followsNoLinkOutOfTheFolder)
{
    const TemporaryFolder outside;
    const TemporaryFolder folder;
    writeFile(outside.file("secret"), weights({{"a", "F32", {6}, 24}}));
    std::filesystem::create_symlink(outside.file("secret"), folder.file("1.safetensors"));
    writeFile(folder.file("x.index.json"), R"({"weight_map":{"a":"1.safetensors"}})");
    const Result<ModelFile> file = inspectPath(folder.file("x.index.json"));
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().message.english(),
        "\"1.safetensors\" is a link that leads out of its folder, and is not followed");
}

/// A small Llama of two layers.
GgufBuilder llama(std::uint32_t version = 3, bool swapped = false)
{
    GgufBuilder builder(version, swapped);
    builder.text("general.architecture", "llama")
        .whole("llama.block_count", 2)
        .whole("llama.embedding_length", 64)
        .whole("llama.feed_forward_length", 128)
        .whole("llama.attention.head_count", 4)
        .whole("llama.attention.head_count_kv", 2)
        .whole("llama.context_length", 4096)
        .whole("llama.vocab_size", 96)
        .tensor("token_embd.weight", {64, 96}, 8, 0)
        .tensor("blk.0.attn_v.weight", {256, 2}, 12, 6528)
        .tensor("norm", {64}, 0, 6816);
    return builder;
}

TEST(ModelFileTest, readsGguf)
{
    for (const auto& [version, swapped] :
        {std::pair<std::uint32_t, bool>{1, false}, {2, false}, {3, false}, {3, true}}) {
        const ModelFile file = read(llama(version, swapped).file(6816 + 256), "x.gguf");
        EXPECT_EQ(file.modelType, "llama") << version;
        EXPECT_TRUE(file.known);
        EXPECT_EQ(file.parameters, 64 * 96 + 512 + 64);
        EXPECT_EQ(file.embedding, 64 * 96);
        EXPECT_EQ(file.bytes, 6528 + 288 + 256);
        EXPECT_EQ(file.contextLength, 4096);
        // 2 layers, 2 heads of 16, keys and values, two bytes each.
        EXPECT_EQ(file.kvCacheBytesPerToken, 2 * 2 * (16 + 16) * 2);
        EXPECT_TRUE(file.problems.empty());
    }
}

TEST(ModelFileTest, readsHeadsOfEachLayer)
{
    const ModelFile file = read(GgufBuilder()
                                    .text("general.architecture", "x")
                                    .whole("x.block_count", 3)
                                    .whole("x.embedding_length", 64)
                                    .whole("x.attention.key_length", 8)
                                    .whole("x.attention.value_length", 8)
                                    .array("x.attention.head_count", {4, 4, 0})
                                    .array("x.attention.head_count_kv", {4, 2, 0})
                                    .file(),
        "x.gguf");
    EXPECT_EQ(file.kvCacheBytesPerToken, (4 + 2) * 16 * 2);
    EXPECT_FALSE(file.known);
}

TEST(ModelFileTest, joinsSplitGgufs)
{
    const TemporaryFolder folder;
    const GgufBuilder numbers;
    const auto part = [&](std::uint16_t number) {
        GgufBuilder builder;
        builder.text("general.architecture", "llama")
            .raw("split.no", 2, numbers.number(number))
            .raw("split.count", 2, numbers.number<std::uint16_t>(2))
            .tensor("t" + std::to_string(number), {8}, 0, 0);
        return builder.file(32);
    };
    writeFile(folder.file("m-00001-of-00002.gguf"), part(0));
    const Result<ModelFile> half = inspectPath(folder.file("m-00001-of-00002.gguf"));
    ASSERT_TRUE(half.has_value());
    EXPECT_EQ(half->problems.front().message.english(),
        "1 of 2 parts are not here, the first of them m-00002-of-00002.gguf: their tensors are not "
        "counted");
    writeFile(folder.file("m-00002-of-00002.gguf"), part(1));
    const Result<ModelFile> whole = inspectPath(folder.file("m-00002-of-00002.gguf"));
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->parameters, 16);
    EXPECT_EQ(whole->bytes, 64);
}

TEST(ModelFileTest, readsFilesWithoutModel)
{
    // No layers, no architecture: nothing to divide by.
    EXPECT_EQ(read(GgufBuilder().file(), "x.gguf").parameters, 0);
    EXPECT_FALSE(read(
        GgufBuilder().text("general.architecture", "llama").whole("llama.block_count", 0).file(),
        "x.gguf")
                     .kvCacheBytesPerToken.has_value());
    EXPECT_FALSE(read(GgufBuilder()
                          .text("general.architecture", "llama")
                          .whole("llama.block_count", 2)
                          .whole("llama.attention.head_count", 0)
                          .file(),
        "x.gguf")
                     .kvCacheBytesPerToken.has_value());
}

TEST(ModelFileTest, readsPickles)
{
    const ModelFile zip = read(tests::torchZip(), "x.pt");
    EXPECT_EQ(zip.kind, "pytorch");
    EXPECT_EQ(zip.tensorCount, 2);
    EXPECT_EQ(zip.parameters, 6); // the second shares the first one's storage
    EXPECT_EQ(zip.bytes, 24);
    EXPECT_EQ(read(tests::torchPickle(), "x.pkl").parameters, 6);
}

TEST(ModelFileTest, executesNothing)
{
    const ModelFile file = read("\x80\x02"
                                "cos\nsystem\n(X\x04\0\0\0truetR."s,
        "x.pt");
    EXPECT_TRUE(file.tensors.empty());
}

TEST(ModelFileTest, countsWeightsOfOnnxWhereverTheyStand)
{
    using namespace tests;
    const std::string data(8, '\0');
    const std::string shape = littleEndian<std::int64_t>(3) + littleEndian<std::int64_t>(5);
    const std::string graph = field(5, onnxTensor("w", {2}, 1, field(9, data)))
        + field(5, onnxTensor("half", {4}, 10, field(9, data)))
        + field(5, onnxTensor("shape", {2}, 7, field(9, shape)))
        + field(1,
            onnxNode("Constant", {}, {"c"},
                field(5, field(1, "value") + field(5, onnxTensor("", {2, 1}, 1, field(9, data))))))
        + field(1, onnxNode("ConstantOfShape", {"shape"}, {"filled"}))
        + field(1,
            onnxNode("If", {"w"}, {"y"},
                field(5,
                    field(1, "then_branch")
                        + field(6, field(5, onnxTensor("inner", {2}, 1, field(9, data)))))));
    const ModelFile file = read(onnx(graph), "x.onnx");
    EXPECT_EQ(file.kind, "onnx");
    EXPECT_FALSE(file.hasErrors());
    EXPECT_EQ(file.parameters, 2 + 4 + 2 + 3 * 5 + 2); // the shape is none
    EXPECT_EQ(file.bytes, 8 + 8 + 16 + 8 + 60 + 8);
}

struct CountedConfig {
    const char* text;
    std::uint64_t parameters;
    std::uint64_t active;
};

TEST(ModelFileTest, countsFromConfigs)
{
    // Counted by building the models of transformers 5.24 without weights.
    const std::vector<CountedConfig> cases = {
        {R"({"model_type":"llama","architectures":["LlamaForCausalLM"],"vocab_size":32000,"hidden_size":4096,"intermediate_size":11008,"num_hidden_layers":32,"num_attention_heads":32})",
            6'738'415'616, 6'738'415'616},
        {R"({"model_type":"gpt2","n_embd":768,"n_layer":12,"n_head":12,"n_positions":1024,"vocab_size":50257})",
            124'439'808, 124'439'808},
        {R"({"model_type":"mixtral","architectures":["MixtralForCausalLM"],"vocab_size":32000,"hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"num_local_experts":8,"num_experts_per_tok":2})",
            46'702'792'704, 12'879'925'248},
        {R"({"model_type":"bert","architectures":["BertForTokenClassification"],"vocab_size":30522,"id2label":{"0":"a","1":"b"}})",
            108'893'186, 108'893'186},
    };
    for (const CountedConfig& counted : cases) {
        const ModelFile file = read(counted.text, "config.json");
        EXPECT_EQ(file.parameters, counted.parameters) << counted.text;
        EXPECT_EQ(file.active, counted.active) << counted.text;
        EXPECT_FALSE(file.guess);
    }
}

TEST(ModelFileTest, agreesWithTheCatalogue)
{
    // The catalogue's counts are those of the engine. A file of another kind counts the class that
    // it names, which may have more to it than the head that the engine runs.
    for (const CatalogueEntry& entry : catalogueModels()) {
        if (writeJson(entry.config).find("ForCausalLM") == std::string::npos)
            continue;
        const ModelFile file = read(writeJson(entry.config), "config.json");
        EXPECT_EQ(file.parameters, entry.parameters) << entry.id;
        EXPECT_FALSE(file.guess) << entry.id;
    }
}

TEST(ModelFileTest, marksAGuess)
{
    const ModelFile guess = read(
        R"({"model_type":"invented","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"vocab_size":96,"dtype":"bfloat16"})",
        "config.json");
    EXPECT_TRUE(guess.guess);
    EXPECT_EQ(guess.parameters, 2 * 96 * 64 + 2 * (4 * 64 * 64 + 3 * 64 * 128 + 2 * 64) + 64);
    const ModelFile nothing = read(R"({"model_type":"invented","hidden_size":64})", "config.json");
    EXPECT_FALSE(nothing.parameters.has_value());
    EXPECT_FALSE(nothing.problems.empty());
}

TEST(ModelFileTest, readsFoldersAndCaches)
{
    const TemporaryFolder folder;
    const std::filesystem::path cache = folder.file("models--a--b");
    std::filesystem::create_directories(cache / "blobs");
    std::filesystem::create_directories(cache / "refs");
    std::filesystem::create_directories(cache / "snapshots" / "abc");
    writeFile(cache / "refs" / "main", "abc");
    writeFile(cache / "blobs" / "1", weights({{"a", "F32", {6}, 24}}));
    writeFile(cache / "blobs" / "2", R"({"model_type":"gpt2","n_embd":64,"n_head":4})");
    std::filesystem::create_symlink(
        "../../blobs/1", cache / "snapshots" / "abc" / "model.safetensors");
    std::filesystem::create_symlink("../../blobs/2", cache / "snapshots" / "abc" / "config.json");
    const Result<ModelFile> file = inspectPath(cache);
    ASSERT_TRUE(file.has_value()) << toString(file.error());
    EXPECT_EQ(file->kind, "folder");
    EXPECT_EQ(file->parameters, 6);
    EXPECT_EQ(file->modelType, "gpt2");
}

TEST(ModelFileTest, readsPipelines)
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.file("unet"));
    std::filesystem::create_directories(folder.file("scheduler"));
    writeFile(folder.file("model_index.json"),
        R"({"_class_name":"P","unet":["diffusers","U"],"scheduler":["diffusers","S"],"vae":["diffusers","V"],"safety_checker":[null,null]})");
    writeFile(folder.file("unet") / "diffusion_pytorch_model.safetensors",
        weights({{"a", "F16", {6}, 12}}));
    const Result<ModelFile> file = inspectPath(folder.path());
    ASSERT_TRUE(file.has_value()) << toString(file.error());
    EXPECT_EQ(file->components.size(), 1);
    EXPECT_EQ(file->components.front().componentName, "unet");
    EXPECT_EQ(file->parameters, 6);
    EXPECT_EQ(file->problems.front().where, "/vae");
}

TEST(ModelFileTest, joinsAnAdapterToItsBase)
{
    const TemporaryFolder folder;
    writeFile(folder.file("adapter_config.json"),
        R"({"peft_type":"LORA","r":8,"base_model_name_or_path":"openai-community/gpt2"})");
    writeFile(folder.file("adapter_model.safetensors"), weights({{"a", "F32", {6}, 24}}));
    const Result<ModelFile> file = inspectPath(folder.path());
    ASSERT_TRUE(file.has_value()) << toString(file.error());
    EXPECT_EQ(file->kind, "adapter");
    EXPECT_EQ(file->parameters, 6);
    ASSERT_EQ(file->components.size(), 1);
    EXPECT_EQ(file->components.front().parameters, 124'439'808);
}

TEST(ModelFileTest, makesScenariosOfFiles)
{
    const ModelFile config = read(
        R"({"model_type":"llama","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,"vocab_size":96,"dtype":"bfloat16","max_position_embeddings":512})",
        "config.json");
    const Result<Scenario> scenario = scenarioOfFile(config, "config.json");
    ASSERT_TRUE(scenario.has_value());
    EXPECT_TRUE(std::holds_alternative<TransformersModel>(scenario->model));
    EXPECT_EQ(scenario->precision.weights, Dtype::Bf16);
    EXPECT_EQ(scenario->workload.sequenceLength, 512);
    const Result<Scenario> plain =
        scenarioOfFile(read(weights({{"a", "F16", {6}, 12}}), "x.safetensors"), "x");
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(std::get<ManualModel>(plain->model).parameters, 6);
    EXPECT_EQ(plain->precision.weights, Dtype::Fp16);
    const Result<Scenario> quantized = scenarioOfFile(
        read(weights({{"l.weight", "I8", {4, 4}, 16}, {"l.SCB", "F32", {4}, 16}}), "x.safetensors"),
        "x.safetensors");
    ASSERT_TRUE(quantized.has_value());
    EXPECT_TRUE(std::holds_alternative<FileModel>(quantized->model));
    EXPECT_EQ(quantized->workload.mode, Mode::Inference);
    const Result<Scenario> none = scenarioOfFile(read(safetensors("{}"), "x.safetensors"), "x");
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, ErrorCode::Unsupported);
}

TEST(ModelFileTest, readsNumPy)
{
    const ModelFile file =
        read(tests::npy("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 4), }", 96), "w.npy");
    EXPECT_EQ(file.tensors.front().name, "w");
    EXPECT_EQ(file.parameters, 12);
    EXPECT_EQ(file.bytes, 96);
}

} // namespace
} // namespace headroom
