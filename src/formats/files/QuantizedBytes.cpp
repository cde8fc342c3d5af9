// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/files/QuantizedBytes.h"

#include "formats/files/FileFormat.h"

#include <fnmatch.h>
#include <regex.h>

#include <algorithm>

namespace headroom::files {
namespace {

using Method = QuantizationConfig::Method;
using inventories::Entry;
using inventories::Part;

/// A name in a list of modules: a part of the name, a pattern with *, or (re:) a regular
/// expression.
bool namesModule(const std::string& word, const std::string& name)
{
    constexpr std::string_view kExpression = "re:";
    if (word.empty())
        return false;
    if (word.starts_with(kExpression)) {
        // Repetitions and references can keep a matcher busy for ever.
        constexpr std::size_t kLongestExpression = 256;
        if (word.size() > kLongestExpression || word.find('{') != word.npos
            || word.find("\\1") != word.npos || word.find("\\2") != word.npos)
            return false;
        regex_t expression;
        if (::regcomp(&expression, word.c_str() + kExpression.size(), REG_EXTENDED | REG_NOSUB)
            != 0)
            return false;
        const bool found = ::regexec(&expression, name.c_str(), 0, nullptr, 0) == 0;
        ::regfree(&expression);
        return found;
    }
    if (word.find('*') != word.npos)
        return ::fnmatch((word + "*").c_str(), name.c_str(), 0) == 0;
    return name.find(word) != name.npos;
}

std::uint64_t divideUp(std::uint64_t a, std::uint64_t b) { return b == 0 ? 1 : (a + b - 1) / b; }

/// Rows of inputs, of all experts: the tensor as one matrix.
struct Matrix {
    std::uint64_t count = 1; ///< matrices
    std::uint64_t rows = 1; ///< outputs
    std::uint64_t columns = 1; ///< inputs
};
Matrix matrixOf(const Entry& entry)
{
    Matrix matrix;
    if (entry.shape.size() < 2)
        return matrix;
    matrix.columns = entry.shape.back();
    matrix.rows = entry.shape[entry.shape.size() - 2];
    matrix.count = entry.elements / std::max<std::uint64_t>(1, matrix.rows * matrix.columns);
    return matrix;
}

} // namespace

bool isQuantized(const QuantizationConfig& quantization, const Entry& entry)
{
    if (quantization.method == Method::None || quantization.method == Method::Unknown
        || entry.shape.size() < 2)
        return false;
    const bool isExpert = entry.part == Part::Expert;
    if (quantization.method == Method::Mxfp4)
        return isExpert && entry.shape.size() == 3;
    if (quantization.method == Method::Mlx)
        return entry.part != Part::Other;
    if (entry.part != Part::Linear && !isExpert)
        return false;
    const auto& leftOut = quantization.notConverted;
    return !leftOut || std::none_of(leftOut->begin(), leftOut->end(), [&](const std::string& word) {
        return namesModule(word, entry.name);
    });
}

std::uint64_t quantizedBytes(const QuantizationConfig& quantization, const Entry& entry)
{
    const Matrix matrix = matrixOf(entry);
    const std::uint64_t n = entry.elements;
    const std::uint64_t bits = quantization.bits == 0 ? 4 : quantization.bits;
    const std::uint64_t size =
        quantization.groupSize == 0 ? matrix.columns : quantization.groupSize;
    const std::uint64_t groups = matrix.count * matrix.rows * divideUp(matrix.columns, size);
    const std::uint64_t packed = multiply(n, bits, entry.name) / 8;
    switch (quantization.method) {
    case Method::Gptq:
        return packed + groups * 2 + groups * bits / 8 + matrix.count * matrix.columns * 4;
    case Method::Awq:
        return packed + groups * 2 + groups * bits / 8;
    case Method::BitsAndBytes4: {
        const std::uint64_t scales = divideUp(n, 64);
        const std::uint64_t statistics = quantization.doubleQuant
            ? scales + divideUp(scales, 256) * 4 + 256 * 4 + 4
            : scales * 4;
        return divideUp(n, 2) + statistics + 16 * 4;
    }
    case Method::BitsAndBytes8:
        return n + matrix.count * matrix.rows * 4;
    case Method::Fp8:
        if (quantization.blockRows != 0)
            return n
                + matrix.count * divideUp(matrix.rows, quantization.blockRows)
                * divideUp(matrix.columns, quantization.blockColumns) * 4;
        return n + matrix.count * 4;
    case Method::Mxfp4:
        return n / 2 + n / 32;
    case Method::Nvfp4:
        return n / 2 + n / 16 + matrix.count * 4;
    case Method::CompressedTensors:
        return packed + groups * 2 + (quantization.symmetric ? 0 : groups * bits / 8);
    case Method::Hqq: {
        // 5 and 6 bits are stored as 8; three bits pack ten in a 32-bit word.
        const std::uint64_t stored =
            bits == 3 ? divideUp(n, 10) * 4 : (bits >= 5 ? n : n * bits / 8);
        return stored + divideUp(n, quantization.groupSize == 0 ? 64 : quantization.groupSize) * 4;
    }
    case Method::Mlx:
        return packed + groups * 4;
    case Method::None:
    case Method::Unknown:
        break;
    }
    return 0;
}

std::string_view quantizedName(const QuantizationConfig& quantization)
{
    switch (quantization.method) {
    case Method::Gptq:
        return "GPTQ";
    case Method::Awq:
        return "AWQ";
    case Method::BitsAndBytes4:
        return quantization.variant == "nf4" ? "NF4" : "FP4";
    case Method::BitsAndBytes8:
        return "INT8";
    case Method::Fp8:
        return "F8_E4M3";
    case Method::Mxfp4:
        return "MXFP4";
    case Method::Nvfp4:
        return "NVFP4";
    case Method::CompressedTensors:
        return "PACKED";
    case Method::Hqq:
        return "HQQ";
    case Method::Mlx:
        return "MLX";
    case Method::None:
    case Method::Unknown:
        break;
    }
    return {};
}

} // namespace headroom::files
