// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/QuantizedWeight.h"

namespace headroom::engine {

namespace {

constexpr std::int64_t kFourBitBlock = 64;
constexpr std::int64_t kStatisticsBlock = 256;
constexpr std::int64_t kGroup = 128;
/// Values of 4 bits in an int32.
constexpr std::int64_t kPacked = 8;

std::int64_t ceilDivide(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

std::vector<StoredPart> packedInGroups(std::int64_t outputs, std::int64_t inputs, bool index)
{
    const std::int64_t groups = ceilDivide(inputs, kGroup);
    std::vector<StoredPart> parts;
    parts.push_back({"",
        index ? Dims{ceilDivide(inputs, kPacked), outputs}
              : Dims{inputs, ceilDivide(outputs, kPacked)},
        Dtype::Int32});
    parts.push_back({".qzeros", {groups, ceilDivide(outputs, kPacked)}, Dtype::Int32});
    parts.push_back({".scales", {groups, outputs}, Dtype::Fp16});
    if (index)
        parts.push_back({".g_idx", {inputs}, Dtype::Int32});
    return parts;
}

} // namespace

std::vector<StoredPart> storedParts(
    WeightStorage storage, std::int64_t outputs, std::int64_t inputs)
{
    const std::int64_t count = elements({outputs, inputs});
    const std::int64_t blocks = ceilDivide(count, kFourBitBlock);
    switch (storage) {
    case WeightStorage::Plain:
        break;
    case WeightStorage::FourBit:
        return {{"", {ceilDivide(count, 2), 1}, Dtype::Uint8}, {".absmax", {blocks}, Dtype::Fp32},
            {".quant_map", {16}, Dtype::Fp32}};
    case WeightStorage::FourBitNested:
        return {{"", {ceilDivide(count, 2), 1}, Dtype::Uint8}, {".absmax", {blocks}, Dtype::Uint8},
            {".nested_absmax", {ceilDivide(blocks, kStatisticsBlock)}, Dtype::Fp32},
            {".nested_offset", {}, Dtype::Fp32}, {".nested_quant_map", {256}, Dtype::Fp32},
            {".quant_map", {16}, Dtype::Fp32}};
    case WeightStorage::Int8:
        return {{"", {outputs, inputs}, Dtype::Int8}, {".SCB", {outputs}, Dtype::Fp32}};
    case WeightStorage::Gptq:
        return packedInGroups(outputs, inputs, true);
    case WeightStorage::Awq:
        return packedInGroups(outputs, inputs, false);
    case WeightStorage::Fp8:
        return {{"", {outputs, inputs}, Dtype::Fp8},
            {".weight_scale_inv", {ceilDivide(outputs, kGroup), ceilDivide(inputs, kGroup)},
                Dtype::Fp32}};
    }
    return {};
}

Parameter& quantizedWeight(
    Module& module, WeightStorage storage, std::int64_t outputs, std::int64_t inputs)
{
    const InModule where(module.engine(), module.id());
    const InLayer block(module.engine(), module.layer());
    const std::vector<StoredPart> parts = storedParts(storage, outputs, inputs);
    const auto fill = [&](Parameter& weight) -> Parameter& {
        weight.count = elements({outputs, inputs});
        for (std::size_t i = 1; i < parts.size(); ++i) {
            weight.statistics.push_back(
                module.engine().make("quantization statistics", parts[i].sizes, parts[i].dtype));
            weight.statistics.back().setRole(Role::Parameter);
        }
        return weight;
    };
    if (storage == WeightStorage::FourBitNested)
        module.model().shareQuantizationMap();
    if (module.savedInFull())
        fill(module.originalParameter("weight", parts[0].sizes, parts[0].dtype));
    return fill(module.ownParameter("weight", parts[0].sizes, parts[0].dtype, false));
}

} // namespace headroom::engine
