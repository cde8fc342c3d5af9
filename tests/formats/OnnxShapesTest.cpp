// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes in ONNX graphs, and what is alive when they run.
#include "headroom/formats/ModelFile.h"
#include "support/ModelFiles.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using tests::field;
using tests::littleEndian;
using tests::onnxNode;
using tests::onnxTensor;

constexpr std::uint64_t kFloat = 1;
constexpr std::uint64_t kInt64 = 7;

/// An attribute of one whole number, or of several.
std::string integer(const std::string& name, std::int64_t value)
{
    return field(5, field(1, name) + field(3, static_cast<std::uint64_t>(value)));
}
std::string integers(const std::string& name, const std::vector<std::int64_t>& values)
{
    std::string bytes = field(1, name);
    for (const std::int64_t value : values)
        bytes += field(8, static_cast<std::uint64_t>(value));
    return field(5, bytes);
}

/// A ValueInfoProto; a text is the name of an open dimension.
std::string value(const std::string& name, const std::vector<std::string>& dims)
{
    std::string shape;
    for (const std::string& dim : dims) {
        const bool isNumber = dim.find_first_not_of("0123456789") == dim.npos;
        shape += field(1, isNumber ? field(1, std::stoull(dim)) : field(2, dim));
    }
    return field(1, name) + field(2, field(1, field(1, kFloat) + field(2, shape)));
}
std::string weight(const std::string& name, const std::vector<std::uint64_t>& dims)
{
    std::uint64_t count = 1;
    for (const std::uint64_t size : dims)
        count *= size;
    return field(5, onnxTensor(name, dims, kFloat, field(9, std::string(count * 4, '\0'))));
}
std::string numbers(const std::string& name, const std::vector<std::int64_t>& values)
{
    std::string bytes;
    for (const std::int64_t number : values)
        bytes += littleEndian(number);
    return field(5, onnxTensor(name, {values.size()}, kInt64, field(9, bytes)));
}
std::string node(const std::string& type, const std::vector<std::string>& inputs,
    const std::vector<std::string>& outputs, const std::string& more = {})
{
    return field(1, onnxNode(type, inputs, outputs, more));
}

GraphMemory memoryOf(
    const std::string& graph, const std::map<std::string, std::uint64_t, std::less<>>& sizes = {})
{
    const Result<ModelFile> file = inspectBytes(tests::onnx(graph), "x.onnx");
    EXPECT_TRUE(file) << toString(file.error());
    if (!file)
        return {};
    return graphMemory(*file, sizes).value_or(GraphMemory());
}

/// The bytes of what is alive at the peak of a graph that ends with that node.
std::uint64_t bytesOf(const GraphMemory& memory, const std::string& name)
{
    for (const auto& [alive, bytes] : memory.alive) {
        if (alive == name)
            return bytes;
    }
    ADD_FAILURE() << name << " is not alive at the peak";
    return 0;
}

TEST(OnnxShapes, followAConvolutionalNetworkAtEachBatchSize)
{
    const std::string graph = field(11, value("x", {"N", "3", "32", "32"}))
        + weight("w", {8, 3, 3, 3}) + weight("fc", {8, 10})
        + node(
            "Conv", {"x", "w"}, {"c"}, integers("strides", {2, 2}) + integers("pads", {1, 1, 1, 1}))
        + node("Relu", {"c"}, {"r"})
        + node(
            "MaxPool", {"r"}, {"m"}, integers("kernel_shape", {2, 2}) + integers("strides", {2, 2}))
        + node("GlobalAveragePool", {"m"}, {"g"}) + node("Flatten", {"g"}, {"f"})
        + node("Gemm", {"f", "fc"}, {"y"}) + field(12, value("y", {"N", "10"}));
    const GraphMemory one = memoryOf(graph);
    EXPECT_EQ(one.inferred, 6);
    EXPECT_EQ(one.nodes, 6);
    EXPECT_EQ(one.sizes.at("N"), 1);
    // The input, what the convolution made, and what Relu makes of it.
    EXPECT_EQ(one.peak, 4ULL * (3 * 32 * 32 + 2 * 8 * 16 * 16));
    EXPECT_EQ(one.at, "Relu");
    EXPECT_EQ(memoryOf(graph, {{"N", 7}}).peak, 7 * one.peak);
}

TEST(OnnxShapes, computeWithShapes)
{
    // x [B, S, 6] to [B, S, 2, 3], its sizes taken from the shape itself.
    const std::string graph = field(11, value("x", {"B", "S", "6"})) + numbers("zero", {0})
        + numbers("one", {1}) + numbers("two", {2}) + numbers("rest", {2, -1})
        + node("Shape", {"x"}, {"s"}) + node("Slice", {"s", "zero", "two"}, {"lead"})
        + node("Concat", {"lead", "rest"}, {"wanted"}, integer("axis", 0))
        + node("Reshape", {"x", "wanted"}, {"v"})
        + node("Transpose", {"v"}, {"t"}, integers("perm", {0, 2, 1, 3}))
        + field(12, value("t", {"B", "2", "S", "3"}));
    const GraphMemory memory = memoryOf(graph, {{"B", 5}, {"S", 11}});
    EXPECT_EQ(memory.inferred, 5);
    EXPECT_TRUE(memory.notInferred.empty());
    EXPECT_EQ(bytesOf(memory, "t"), 4ULL * 5 * 2 * 11 * 3);
    EXPECT_EQ(memory.at, "Transpose");
}

TEST(OnnxShapes, aViewLivesInWhatItLooksAt)
{
    const std::string graph = field(11, value("x", {"4", "6"})) + numbers("wanted", {24})
        + node("Relu", {"x"}, {"a"}) + node("Reshape", {"a", "wanted"}, {"v"})
        + node("Sigmoid", {"v"}, {"y"}) + field(12, value("y", {"24"}));
    // x, a (which v looks at) and y.
    EXPECT_EQ(memoryOf(graph).peak, 3ULL * 4 * 24);
}

TEST(OnnxShapes, weightsThatAreFilledInAreNoActivations)
{
    const std::string graph = field(11, value("x", {"2", "6"})) + numbers("shape", {6, 100})
        + node("ConstantOfShape", {"shape"}, {"w"}) + node("MatMul", {"x", "w"}, {"y"})
        + field(12, value("y", {"2", "100"}));
    const GraphMemory memory = memoryOf(graph);
    EXPECT_EQ(memory.inferred, memory.nodes);
    EXPECT_EQ(memory.peak, 4ULL * (2 * 6 + 2 * 100));
}

TEST(OnnxShapes, nameWhatTheyDoNotFollow)
{
    const std::string graph = field(11, value("x", {"4", "6"})) + node("Relu", {"x"}, {"a"})
        + node("NonZero", {"a"}, {"n"}) + node("Relu", {"n"}, {"y"})
        + field(12, value("y", {"2", "someone"}));
    const GraphMemory memory = memoryOf(graph);
    EXPECT_EQ(memory.inferred, 1);
    EXPECT_EQ(memory.notInferred.at("NonZero"), 1);
    EXPECT_EQ(memory.notInferred.at("Relu"), 1);
    // The shape that the file gives stands where no rule applies.
    const std::string said = graph + field(13, value("n", {"2", "9"}));
    EXPECT_EQ(memoryOf(said).inferred, 3);
}

TEST(OnnxShapes, sizesThatDoNotGoTogetherAreNotKnown)
{
    const auto isKnown = [](const std::string& nodes) {
        const std::string graph = field(11, value("x", {"4", "6"})) + weight("w", {5, 7})
            + numbers("huge", {std::int64_t{1} << 40, std::int64_t{1} << 40}) + numbers("zero", {0})
            + nodes;
        const GraphMemory memory = memoryOf(graph);
        return memory.inferred == memory.nodes;
    };
    EXPECT_FALSE(isKnown(node("MatMul", {"x", "w"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Add", {"x", "w"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Reshape", {"x", "huge"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Expand", {"x", "huge"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Concat", {"x", "w"}, {"y"}, integer("axis", 9))));
    EXPECT_FALSE(isKnown(node("Slice", {"x", "zero", "zero", "zero", "zero"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Conv", {"x", "w"}, {"y"})));
    EXPECT_FALSE(isKnown(node("Split", {"x"}, {"y"}, integer("axis", 7))));
    EXPECT_TRUE(isKnown(node("Gemm", {"w", "w"}, {"y"}, integer("transB", 1))));
}

} // namespace
} // namespace headroom
