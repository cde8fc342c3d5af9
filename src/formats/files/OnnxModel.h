// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// An ONNX file as far as shapes and sizes go (onnx.proto). Values of weights are skipped, external
// data is never opened.

namespace headroom::files {

struct OnnxType {
    std::string_view name; ///< of ElementTypes.h
    std::uint32_t bits;
};
/// TensorProto.DataType; nullptr where there is no such number.
[[nodiscard]] const OnnxType* onnxType(std::uint64_t number);

struct OnnxTensor {
    std::string name;
    std::vector<std::uint64_t> dims;
    const OnnxType* type = nullptr;
    std::uint64_t elements = 0;
    std::uint64_t bytes = 0;
    bool isExternal = false;
    bool hasData = false;
    std::vector<std::int64_t> integers; ///< of a small INT64 tensor, such as a shape
};

/// A dimension: a number, a name, or neither.
struct OnnxDimension {
    std::uint64_t size = 0;
    std::string name;
    bool isKnown = false;
};
struct OnnxValue {
    std::string name;
    const OnnxType* type = nullptr;
    std::vector<OnnxDimension> shape;
    bool hasShape = false;
};

struct OnnxGraph;

struct OnnxModel {
    std::uint64_t irVersion = 0;
    std::string producer;
    std::vector<std::pair<std::string, std::uint64_t>> opsets; ///< domain, version
    std::vector<std::pair<std::string, std::string>> metadata;
    std::string graphName;
    std::vector<OnnxValue> inputs; ///< real ones: no initializers
    std::vector<OnnxValue> outputs;
    std::vector<OnnxTensor> weights; ///< wherever they stand
    std::map<std::string, std::uint64_t> operators; ///< how many nodes of each, "domain.Name"
    std::uint64_t nodes = 0;
    std::uint64_t functions = 0;
    std::uint64_t externals = 0;
    std::string firstExternal; ///< the file that it names
    std::uint64_t withoutData = 0;
    std::shared_ptr<OnnxGraph> graph; ///< the main one, without its weights' values
    std::vector<std::string> faults; ///< of the graph's structure: English, whole sentences
};

[[nodiscard]] OnnxModel readOnnxModel(ByteSource& source);

} // namespace headroom::files
