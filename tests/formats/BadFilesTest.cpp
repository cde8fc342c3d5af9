// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/ModelFile.h"
#include "support/ModelFiles.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <limits>

// Every way in which published parsers of model files were broken, as a file of the test's own.
// What is said of each stands in tests/golden/bad-files.txt.

namespace headroom {
namespace {

using namespace std::string_literals;
using tests::GgufBuilder;
using tests::littleEndian;
using tests::npy;
using tests::safetensors;

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

struct BadFile {
    std::string description;
    std::string name;
    std::string bytes;
};

/// The error, or the problems that are errors.
std::string outcome(const BadFile& bad)
{
    const Result<ModelFile> file = inspectBytes(bad.bytes, bad.name);
    if (!file)
        return toString(file.error());
    std::string text;
    for (const FileProblem& problem : file->problems) {
        if (problem.severity == ProblemSeverity::Error)
            text += "listed, but " + problem.where + ": " + problem.message.english();
    }
    return text.empty() ? "ACCEPTED" : text;
}

std::string tensorText(std::string_view dtype, std::string_view shape, std::string_view offsets)
{
    return R"({"dtype":)" + std::string(dtype) + R"(,"shape":)" + std::string(shape)
        + R"(,"data_offsets":)" + std::string(offsets) + "}";
}

std::vector<BadFile> badSafetensors()
{
    const auto st = [](std::string description, std::string bytes) {
        return BadFile{std::move(description), "x.safetensors", std::move(bytes)};
    };
    const auto header = [&](std::string description, std::string text, std::size_t data = 0) {
        return st(std::move(description), safetensors(text, data));
    };
    const auto one = [&](std::string description, std::string_view dtype, std::string_view shape,
                         std::string_view offsets, std::size_t data) {
        return header(
            std::move(description), R"({"a":)" + tensorText(dtype, shape, offsets) + "}", data);
    };
    const std::string f32 = R"("F32")";
    std::string deep;
    for (int i = 0; i < 10'000; ++i)
        deep += R"({"a":)";
    return {
        st("S1 an empty file", ""),
        st("S1 seven bytes", "\x02\0\0\0\0\0\0"s),
        st("S1 length beyond the file", littleEndian<std::uint64_t>(64) + "{}"),
        st("S1 length 2^64 - 1", littleEndian(kMost) + "{}"),
        st("S1 length 100,000,001", littleEndian<std::uint64_t>(100'000'001) + "{}"),
        st("S1 length 0", littleEndian<std::uint64_t>(0)),
        header("S3 ten tensors on the same bytes",
            R"({"a":)" + tensorText(f32, "[4]", "[0,16]") + R"(,"b":)"
                + tensorText(f32, "[4]", "[0,16]") + "}",
            16),
        one("S4 begin after end", f32, "[1]", "[4,0]", 4),
        header("S4 a hole",
            R"({"a":)" + tensorText(f32, "[1]", "[0,4]") + R"(,"b":)"
                + tensorText(f32, "[1]", "[8,12]") + "}",
            12),
        one("S4 the first begins at 4", f32, "[1]", "[4,8]", 8),
        one("S4 end beyond the buffer", f32, "[4]", "[0,16]", 8),
        one("S4 trailing bytes", f32, "[1]", "[0,4]", 9),
        one("S4 two bytes missing", f32, "[1]", "[0,4]", 2),
        one("S5 shape overflow", f32, "[2,18446744073709551614]", "[0,4]", 4),
        one("S5 bytes overflow", f32, "[2,9223372036854775807]", "[0,4]", 4),
        one("S5 elements of another size", f32, "[2]", "[0,4]", 4),
        one("S5 half a byte", R"("F4")", "[3]", "[0,1]", 1),
        one("S6 negative size", f32, "[-1]", "[0,4]", 4),
        one("S6 fractional size", f32, "[1.5]", "[0,4]", 4),
        one("S6 size as text", f32, R"(["1"])", "[0,4]", 4),
        one("S6 size 1e3", f32, "[1e3]", "[0,4]", 4),
        one("S6 size of 40 digits", f32, "[1234567890123456789012345678901234567890]", "[0,4]", 4),
        one("S6 shape as a number", f32, "4", "[0,4]", 4),
        one("S6 lower-case dtype", R"("f32")", "[1]", "[0,4]", 4),
        one("S6 unknown dtype", R"("F33")", "[1]", "[0,4]", 4),
        one("S6 dtype as a number", "1", "[1]", "[0,4]", 4),
        one("S6 one offset", f32, "[1]", "[0]", 4),
        one("S6 three offsets", f32, "[1]", "[0,4,8]", 4),
        header("S6 no shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4),
        header("S6 a further key",
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", 4),
        header("S7 a name twice",
            R"({"a":)" + tensorText(f32, "[0]", "[0,0]") + R"(,"a":)"
                + tensorText(f32, "[0]", "[0,0]") + "}"),
        header("S7 a key twice", R"({"a":{"dtype":"F32","dtype":"F32"}})"),
        header("S7 metadata with a number", R"({"__metadata__":{"a":1}})"),
        header("S7 metadata with an object", R"({"__metadata__":{"a":{}}})"),
        header("S7 metadata as a list", R"({"__metadata__":[]})"),
        header("S8 not UTF-8", "{\"\xFF\":1}"),
        header("S8 byte order mark", "\xEF\xBB\xBF{}"),
        header("S8 zero bytes after it", "{}\0\0"s),
        header("S8 ten thousand levels", deep),
        header("S8 a list", "[]"),
        header("S8 cut", R"({"a":)"),
        header("S8 text after it", "{} x"),
        st("S10 git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
        st("S10 text of a link", "../../blobs/0123456789abcdef"),
        st("S10 GGUF under this name", "GGUF\x03\0\0\0"s),
    };
}

std::vector<BadFile> badIndexes()
{
    const auto index = [](std::string description, std::string text) {
        return BadFile{std::move(description), "model.safetensors.index.json", std::move(text)};
    };
    return {
        index("S9 a way out", R"({"weight_map":{"a":"../../etc/passwd"}})"),
        index("S9 an absolute path", R"({"weight_map":{"a":"/etc/passwd"}})"),
        index("S9 a drive", R"({"weight_map":{"a":"C:\\x"}})"),
        index("S9 a hidden way out", R"({"weight_map":{"a":"b/../../c"}})"),
        index("S9 no map", R"({"metadata":{"total_size":1}})"),
        index("S9 the map as a list", R"({"weight_map":[]})"),
        index("S9 a shard as a number", R"({"weight_map":{"a":1}})"),
        index("S9 a tensor twice", R"({"weight_map":{"a":"x","a":"x"}})"),
        index("S9 malformed", R"({"weight_map":{"a":"x"})"),
        index("S9 data after it", R"({"weight_map":{"a":"x"}} {)"),
        index("S10 git-lfs pointer", "version https://git-lfs.github.com/spec/v1\n"),
    };
}

std::vector<BadFile> badGgufs()
{
    const auto gguf = [](std::string description, std::string bytes) {
        return BadFile{std::move(description), "x.gguf", std::move(bytes)};
    };
    const auto typed = [&](std::uint32_t type) {
        return gguf("G7 tensor type " + std::to_string(type),
            GgufBuilder().tensor("t", {256}, type, 0).file(2048));
    };
    const auto shaped = [&](std::string description, const std::vector<std::uint64_t>& shape,
                            std::uint32_t type = 0) {
        return gguf(std::move(description), GgufBuilder().tensor("t", shape, type, 0).file(64));
    };
    const auto aligned = [&](std::string description, std::uint32_t alignment) {
        return gguf(std::move(description),
            GgufBuilder().whole("general.alignment", alignment).tensor("t", {8}, 0, 0).file(32));
    };
    const auto named = [&](std::string description, std::string_view name) {
        return gguf(std::move(description), GgufBuilder().tensor(name, {8}, 0, 0).file(32));
    };
    const auto model = [] {
        GgufBuilder builder;
        builder.text("general.architecture", "llama").whole("llama.embedding_length", 64);
        return builder;
    };
    const GgufBuilder b;
    const auto i64Most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return {
        gguf("G1 the magic alone", "GGUF"),
        gguf("G1 an empty file", ""),
        gguf("G1 one byte", "G"),
        gguf("G1 three bytes", "GGU"),
        gguf("G2 2^63 entries", GgufBuilder().counts(0, std::uint64_t{1} << 63U).file()),
        gguf("G2 2^64 - 1 entries", GgufBuilder().counts(0, kMost).file()),
        gguf("G2 2^64 - 1 tensors", GgufBuilder().counts(kMost, 0).file()),
        gguf("G2 more tensors than fit", GgufBuilder().counts(1000, 0).file()),
        gguf("G3 a key of 2^64 - 1 bytes",
            "GGUF" + b.number<std::uint32_t>(3) + b.count(0) + b.count(1) + b.count(kMost)
                + std::string(64, 'x')),
        gguf("G3 a text beyond the file", GgufBuilder().raw("a", 8, b.count(1000)).file()),
        gguf("G4 an array of 2^62 numbers",
            GgufBuilder()
                .raw("a", 9, b.number<std::uint32_t>(4) + b.count(std::uint64_t{1} << 62U))
                .file()),
        gguf("G4 an array of 2^32 texts",
            GgufBuilder()
                .raw("a", 9, b.number<std::uint32_t>(8) + b.count(std::uint64_t{1} << 32U))
                .file()),
        gguf("G4 arrays in an array",
            GgufBuilder().raw("a", 9, b.number<std::uint32_t>(9) + b.count(1)).file()),
        gguf("G4 an array of unknown things",
            GgufBuilder().raw("a", 9, b.number<std::uint32_t>(13) + b.count(1)).file()),
        gguf("G4 a value of an unknown type", GgufBuilder().raw("a", 99, "").file()),
        shaped("G5 no dimension", {}),
        shaped("G5 five dimensions", {1, 1, 1, 1, 1}),
        gguf("G5 2^32 - 1 dimensions",
            "GGUF" + b.number<std::uint32_t>(3) + b.count(1) + b.count(0) + b.string("t")
                + b.number<std::uint32_t>(0xFFFFFFFFU) + std::string(64, '\1')),
        shaped("G6 a product that wraps", {kMost, 2}),
        shaped("G6 a product that wraps to little", {4, 1'073'741'823, 1'073'741'825, 1}),
        shaped("G6 2^63 - 1 times 2", {i64Most, 2, 1, 1}, 24),
        shaped("G6 2^42 + 1", {(std::uint64_t{1} << 42U) + 1}),
        typed(0xFFFFFFFFU),
        typed(4),
        typed(5),
        typed(31),
        typed(36),
        typed(43),
        typed(std::uint32_t{1} << 31U),
        shaped("G7 rows that are no whole blocks", {255}, 12),
        aligned("G8 alignment 0", 0),
        aligned("G8 alignment 3", 3),
        aligned("G8 alignment 2^31", std::uint32_t{1} << 31U),
        gguf("G8 alignment as i32",
            GgufBuilder().raw("general.alignment", 5, b.number<std::int32_t>(32)).file()),
        gguf("G8 alignment as text", GgufBuilder().text("general.alignment", "32").file()),
        gguf("G9 sizes whose sum wraps",
            GgufBuilder()
                .tensor("a", {i64Most / 2}, 0, 0)
                .tensor("b", {i64Most / 2}, 0, (i64Most / 2 * 4 + 31) / 32 * 32)
                .tensor("c", {i64Most / 2}, 0, 0)
                .file()),
        gguf("G10 an offset beyond the file", GgufBuilder().tensor("t", {8}, 0, 4096).file(32)),
        gguf("G10 a tensor larger than the file", GgufBuilder().tensor("t", {4096}, 0, 0).file(32)),
        gguf("G11 layers as text", model().text("llama.block_count", "many").file()),
        gguf("G11 layers as f32", model().raw("llama.block_count", 6, b.number(4.0F)).file()),
        gguf("G11 layers as an array", model().array("llama.block_count", {1, 2}).file()),
        gguf("G11 a negative number of layers",
            model().raw("llama.block_count", 5, b.number<std::int32_t>(-1)).file()),
        gguf("G11 4 billion layers", model().whole("llama.block_count", 4'000'000'000U).file()),
        gguf("G11 heads as text",
            model().whole("llama.block_count", 2).text("llama.attention.head_count", "2").file()),
        gguf("G13 a key twice", GgufBuilder().whole("a", 1).whole("a", 2).file()),
        gguf("G13 an empty key", GgufBuilder().whole("", 1).file()),
        gguf("G13 a tensor twice",
            GgufBuilder().tensor("t", {8}, 0, 0).tensor("t", {8}, 0, 32).file(64)),
        named("G13 a name of 64 bytes", std::string(64, 'n')),
        named("G13 a zero byte in a name", "a\0b"s),
        named("G13 a name that is not UTF-8", "\xFF\xFE"),
        gguf("G14 version 0", GgufBuilder(0).file()),
        gguf("G14 version 4", GgufBuilder(4).file()),
        gguf("G14 big-endian version 4", GgufBuilder(4, true).file()),
        gguf("G15 part 3 of 3, from 0",
            GgufBuilder()
                .raw("split.no", 2, b.number<std::uint16_t>(3))
                .raw("split.count", 2, b.number<std::uint16_t>(3))
                .file()),
        gguf("G15 70,000 parts", GgufBuilder().whole("split.count", 70'000).file()),
        gguf("G16 git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
        gguf("G16 GGML", "lmgg\x01\0\0\0"s),
        gguf("G16 GGJT", "tjgg\x01\0\0\0"s),
        gguf("G17 too few numbers of heads",
            model()
                .whole("llama.block_count", 3)
                .array("llama.attention.head_count", {4, 4})
                .file()),
    };
}

std::vector<BadFile> badOnnx()
{
    using tests::field;
    using tests::onnx;
    using tests::onnxNode;
    using tests::onnxTensor;
    const auto model = [](std::string description, std::string bytes) {
        return BadFile{std::move(description), "x.onnx", std::move(bytes)};
    };
    const auto entry = [](const std::string& key, const std::string& value) {
        return field(13, field(1, key) + field(2, value));
    };
    const auto external = [&](std::string description, const std::string& entries) {
        return model(std::move(description),
            onnx(field(5, onnxTensor("w", {2, 2}, 1, entries + field(14, 1)))));
    };
    const auto located = [&](std::string description, const std::string& location) {
        return external(std::move(description), entry("location", location));
    };
    const auto tensor = [&](std::string description, const std::vector<std::uint64_t>& dims,
                            std::uint64_t type) {
        return model(std::move(description), onnx(field(5, onnxTensor("w", dims, type))));
    };
    const std::string outside = onnxTensor("w", {2}, 1, entry("location", "/x") + field(14, 1));
    std::string deep = onnxNode("If", {}, {"y"});
    for (int i = 0; i < 200; ++i)
        deep = onnxNode("If", {}, {}, field(5, field(1, "then_branch") + field(6, field(1, deep))));
    std::string veryDeep = "x";
    for (int i = 0; i < 10'000; ++i)
        veryDeep = field(1, field(5, field(6, veryDeep)));
    const std::string w = field(5, onnxTensor("w", {2}, 1));
    return {
        located("O1 a way out", "../../etc/passwd"),
        located("O1 an absolute path", "/etc/passwd"),
        located("O1 a drive", "C:\\x"),
        located("O1 a hidden way out", "a/../.."),
        located("O1 no location", ""),
        external("O2 a negative offset", entry("location", "d") + entry("offset", "-1")),
        external("O2 an offset that is no number", entry("location", "d") + entry("offset", "x")),
        external("O2 an offset of 2^63",
            entry("location", "d") + entry("offset", "9223372036854775808")),
        external("O2 a length of another size", entry("location", "d") + entry("length", "4")),
        model("O3 outside, by a sparse initializer", onnx(field(15, field(1, outside)))),
        model("O3 outside, by an attribute",
            onnx(field(1,
                onnxNode("Constant", {}, {"y"}, field(5, field(1, "value") + field(5, outside)))))),
        model("O3 outside, by a sparse value",
            onnx(field(1,
                onnxNode("Constant", {}, {"y"},
                    field(5, field(1, "sparse_value") + field(22, field(1, outside))))))),
        model("O3 outside, by a function",
            onnx("",
                field(25,
                    field(1, "f")
                        + field(7,
                            onnxNode("Constant", {}, {"y"},
                                field(5, field(1, "value") + field(5, outside))))))),
        tensor("O4 a negative size", {kMost, 2}, 1),
        tensor("O4 a product that wraps", {std::uint64_t{1} << 62U, 8}, 1),
        tensor("O4 a million sizes", std::vector<std::uint64_t>(1'000'000, 1), 1),
        tensor("O4 data type 0", {1}, 0),
        tensor("O4 data type 27", {1}, 27),
        tensor("O4 data type 2^31", {1}, std::uint64_t{1} << 31U),
        model("O4 data of another size", onnx(field(5, onnxTensor("w", {2}, 1, field(9, "abc"))))),
        model("O5 a number of 11 bytes", "\x08" + std::string(11, '\xFF')),
        model("O5 a field beyond the end", "\x08\x08\x3A\x7F"),
        model("O5 field 0", "\x08\x08\x02\x00"s),
        model("O5 wire type 3", "\x08\x08\x3B\x00"s),
        model("O5 wire type 7", "\x08\x08\x3F\x00"s),
        model("O5 200 graphs, one in the other", onnx(field(1, deep))),
        model("O5 10,000 graphs, one in the other", onnx(veryDeep)),
        model("O5 a function that calls itself",
            onnx("", field(25, field(1, "f") + field(7, onnxNode("f", {}, {}))))),
        model("O6 a message without a graph", field(1, 8) + field(2, "x")),
        model("O6 only unknown fields", field(99, 1) + field(98, "x")),
        model("O6 ONNX Runtime's format", "\x20\0\0\0ORTM"s),
        model("O6 git-lfs pointer", "version https://git-lfs.github.com/spec/v1\n"),
        model("O6 text form", "ir_version: 8\n"),
        model("O7 a circle",
            onnx(field(1, onnxNode("Relu", {"b"}, {"a"}))
                + field(1, onnxNode("Relu", {"a"}, {"b"})))),
        model("O7 an input that nothing makes",
            onnx(w + field(1, onnxNode("Add", {"w", "z"}, {"y"})))),
        model("O7 an output twice",
            onnx(w + field(1, onnxNode("Relu", {"w"}, {"y"}))
                + field(1, onnxNode("Relu", {"w"}, {"y"})))),
        model("O7 a domain without an opset",
            onnx(w + field(1, onnxNode("F", {"w"}, {"y"}, field(7, "com.x"))))),
        model("O7 opset 10^9", onnx(w, field(8, field(1, "x") + field(2, 1'000'000'000)))),
        model("O7 two opsets of one domain", onnx(w, field(8, field(2, 18)))),
    };
}

std::vector<BadFile> badConfigs()
{
    const auto config = [](std::string description, std::string text) {
        return BadFile{std::move(description), "config.json", std::move(text)};
    };
    const auto llama = [&](std::string description, const std::string& keys) {
        return config(std::move(description), R"({"model_type":"llama",)" + keys + "}");
    };
    std::string deep;
    for (int i = 0; i < 10'000; ++i)
        deep += R"({"a":)";
    return {
        llama("C3 a number as text", R"("hidden_size":"768")"),
        llama("C3 a fraction", R"("hidden_size":768.5)"),
        llama("C3 a list", R"("hidden_size":[768])"),
        llama("C4 hidden_size 0", R"("hidden_size":0)"),
        llama("C4 no heads", R"("num_attention_heads":0)"),
        llama("C4 a negative size", R"("hidden_size":-4096)"),
        llama("C4 hidden_size 1e308", R"("hidden_size":1e308)"),
        llama("C4 hidden_size 2^63", R"("hidden_size":9223372036854775808)"),
        llama("C4 heads that do not divide", R"("hidden_size":100,"num_attention_heads":7)"),
        llama("C4 2^31 layers", R"("num_hidden_layers":2147483648)"),
        llama("C4 a product that wraps",
            R"("hidden_size":2147483648,"intermediate_size":2147483648,"vocab_size":2147483648)"),
        config("C5 data after the object", R"({"model_type":"llama"} {})"),
        config("C5 a NaN of another writer", R"({"model_type":"llama","x":nan})"),
        config("C5 a comment", "{\n// a note\n\"model_type\":\"llama\"}"),
        config("C5 byte order mark", "\xEF\xBB\xBF{\"model_type\":\"llama\"}"),
        config("C5 UTF-16", "\xFF\xFE{\0}\0"s),
        config("C5 a key twice", R"({"model_type":"llama","model_type":"llama"})"),
        config("C5 cut", R"({"model_type":"llama")"),
        config("C5 ten thousand levels", deep),
        config(
            "C5 17 MiB", "{\"model_type\":\"" + std::string(std::size_t{17} << 20U, 'x') + "\"}"),
        config("another kind of JSON", R"({"a":1})"),
    };
}

std::vector<BadFile> badOthers()
{
    const auto pickle = [](std::string description, std::string bytes) {
        return BadFile{std::move(description), "x.pt", std::move(bytes)};
    };
    tests::ZipBuilder noPickle;
    noPickle.add("a.txt", "hello");
    tests::ZipBuilder badArray;
    badArray.add("a.npy", "hello");
    return {
        {"an empty file", "x", ""},
        {"text", "x.txt", "hello"},
        {"random bytes", "x.dat", "\x13\x37\xDE\xAD\xBE\xEF"},
        {"a web page", "x.bin", "<!DOCTYPE html>"},
        pickle("no pickle", "hello"),
        pickle("a cut pickle", "\x80\x02}"),
        pickle("an unknown opcode", "\x80\x02\xFF."),
        pickle("a pickle of protocol 9", "\x80\x05\x80\x09."),
        pickle("an empty stack", "\x80\x02."),
        pickle("no mark", "\x80\x02t."),
        pickle("a memo that was never put", "\x80\x02h\x07."),
        pickle("a key without a value", "\x80\x02}(K\x01u."),
        pickle("an extension", "\x80\x02\x82\x01."),
        pickle("a text of 4 GB", "\x80\x02X\xFF\xFF\xFF\xFF"),
        pickle("a zip without a list", "PK\x03\x04" + std::string(100, '\0')),
        pickle("a zip without data.pkl", noPickle.file()),
        {"a member that is no array", "x.npz", badArray.file()},
        {"npy, version 9", "x.npy", "\x93NUMPY\x09\x00\x00\x00"s},
        {"npy, no shape", "x.npy", npy("{'descr': '<f4', 'fortran_order': False}", 0)},
        {"npy, Python objects", "x.npy",
            npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 8)},
        {"npy, a type of no array", "x.npy",
            npy("{'descr': 'float', 'fortran_order': False, 'shape': (1,)}", 8)},
        {"npy, a negative size", "x.npy",
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", 8)},
        {"npy, a product that wraps", "x.npy",
            npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", 8)},
        {"npy, cut", "x.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (8,)}", 8)},
    };
}

TEST(BadFilesTest, saysWhatIsWrong)
{
    std::string text;
    for (const auto& files :
        {badSafetensors(), badIndexes(), badGgufs(), badOnnx(), badConfigs(), badOthers()}) {
        for (const BadFile& bad : files) {
            const auto start = std::chrono::steady_clock::now();
            text += bad.description + " -> " + outcome(bad) + "\n";
            const auto taken = std::chrono::steady_clock::now() - start;
            EXPECT_LT(taken, std::chrono::seconds(1)) << bad.description;
        }
    }
    EXPECT_EQ(text.find("ACCEPTED"), text.npos);
    tests::expectGolden("bad-files.txt", text);
}

} // namespace
} // namespace headroom
