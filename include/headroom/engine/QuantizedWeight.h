// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Adaptation.h"
#include "headroom/engine/Module.h"

#include <vector>

namespace headroom::engine {

/// One of the tensors that stand for a quantized weight.
struct StoredPart {
    const char* suffix; ///< behind the weight's name; empty: the packed values themselves
    Dims sizes;
    Dtype dtype = Dtype::Uint8;
};

/// What a weight [outputs, inputs] is kept as.
/// 4 bits: bitsandbytes 0.50, functional.py, quantize_4bit: two values a byte, the largest value of
/// each block of 64 in fp32, the 16 numbers that 4 bits stand for. Nested (compress_statistics):
/// the largest values in 8 bits, those of 256 of them in fp32, their mean, and the 256 numbers that
/// 8 bits stand for, of each weight and once for all. LLM.int8: nn/modules.py, Int8Params: a byte a
/// value, SCB in fp32 for each output. GPTQ (AutoGPTQ, 4 bits, groups of 128): qweight, qzeros,
/// scales, g_idx. AWQ (AutoAWQ, gemm): the same without g_idx. FP8 (transformers' FineGrainedFP8):
/// e4m3 and weight_scale_inv.
[[nodiscard]] std::vector<StoredPart> storedParts(
    WeightStorage storage, std::int64_t outputs, std::int64_t inputs);

/// Makes the parameter "weight" of a module from them: counted as outputs x inputs, never trained.
Parameter& quantizedWeight(
    Module& module, WeightStorage storage, std::int64_t outputs, std::int64_t inputs);

} // namespace headroom::engine
