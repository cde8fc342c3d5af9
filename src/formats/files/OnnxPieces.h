// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/OnnxModel.h"
#include "formats/files/Wire.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace headroom::files {

inline constexpr std::size_t kMostOnnxDimensions = 1024;
/// Numbers of a small tensor, or bytes of a short text, that shapes may follow from.
inline constexpr std::size_t kKeptIntegers = 64;

/// The number of a type in TensorProto.DataType.
[[nodiscard]] std::uint64_t onnxTypeNumber(const OnnxType& type);

/// Reads the messages that a graph is made of: tensors and the types of values. What is said of
/// external data is noted in the model.
class OnnxPieces {
public:
    OnnxPieces(Wire& wire, OnnxModel& model)
        : m_wire(wire)
        , m_model(&model)
    {
    }

    [[nodiscard]] OnnxTensor readTensor(const Wire::Field& outer);
    [[nodiscard]] OnnxTensor readSparse(const Wire::Field& outer);
    [[nodiscard]] OnnxValue readValue(const Wire::Field& outer);
    [[nodiscard]] std::pair<std::string, std::string> keyValue(const Wire::Field& outer);
    /// Elements and bytes of a tensor whose type and dimensions are there.
    static void finish(OnnxTensor& tensor, const std::string& where);

private:
    using Field = Wire::Field;
    void readShape(OnnxTensor& tensor, std::uint64_t start, std::uint64_t end);
    void checkExternal(const OnnxTensor& tensor,
        const std::vector<std::pair<std::string, std::string>>& entries, const std::string& where);
    void readType(const Field& outer, OnnxValue& value);
    void readValueShape(const Field& outer, OnnxValue& value);

    Wire& m_wire;
    OnnxModel* m_model;
};

} // namespace headroom::files
