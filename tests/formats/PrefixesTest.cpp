// SPDX-License-Identifier: GPL-3.0-or-later
// Every beginning of a good file of each kind is an error, and no more than that.
#include "headroom/formats/ModelFile.h"
#include "support/ModelFiles.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headroom {
namespace {

using tests::GgufBuilder;
using tests::npy;
using tests::safetensors;

struct GoodFile {
    std::string description;
    std::string name;
    std::string bytes;
};

/// A file of each kind that is good.
std::vector<GoodFile> goodFiles()
{
    tests::ZipBuilder arrays;
    arrays.add("a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 8));
    return {
        {"safetensors", "x.safetensors",
            safetensors(
                R"({"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}})",
                16)},
        {"index", "x.index.json", R"({"metadata":{"total_size":4},"weight_map":{"a":"b"}})"},
        {"GGUF", "x.gguf",
            GgufBuilder()
                .text("general.architecture", "llama")
                .array("llama.attention.head_count", {2, 2})
                .whole("llama.block_count", 2)
                .whole("llama.embedding_length", 64)
                .tensor("a", {32, 2}, 8, 0)
                .tensor("b", {8}, 0, 96)
                .file(96 + 32)},
        {"ONNX", "x.onnx",
            tests::onnx(tests::field(5,
                            tests::onnxTensor("w", {2}, 1, tests::field(9, std::string(8, '\0'))))
                + tests::field(1, tests::onnxNode("Relu", {"w"}, {"y"})))},
        {"config", "config.json",
            R"({"model_type":"llama","hidden_size":64,"num_attention_heads":4})"},
        {"PyTorch", "x.pt", tests::torchZip()},
        {"pickle", "x.pkl", tests::torchPickle()},
        {"npy", "x.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 8)},
        {"npz", "x.npz", arrays.file()},
    };
}

TEST(Prefixes, failCleanly)
{
    for (const GoodFile& good : goodFiles()) {
        const Result<ModelFile> whole = inspectBytes(good.bytes, good.name);
        ASSERT_TRUE(whole && !whole->hasErrors()) << good.description;
        for (std::size_t length = 0; length < good.bytes.size(); ++length) {
            const Result<ModelFile> file = inspectBytes(good.bytes.substr(0, length), good.name);
            // The padding behind the last tensor of a GGUF may be missing.
            const bool paddingCut = good.description == "GGUF" && length >= good.bytes.size() - 32;
            // A message of protobuf may end behind any field.
            const bool fieldsCut = good.description == "ONNX" && length + 6 >= good.bytes.size();
            EXPECT_TRUE(!file || file->hasErrors() || paddingCut || fieldsCut)
                << good.description << " cut to " << length << " bytes was accepted";
        }
    }
}

} // namespace
} // namespace headroom
