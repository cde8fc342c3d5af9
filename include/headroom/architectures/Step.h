// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Dtype.h"
#include "headroom/base/Result.h"
#include "headroom/base/Role.h"
#include "headroom/base/Value.h"
#include "headroom/engine/Adaptation.h"
#include "headroom/engine/AllocatorPlay.h"
#include "headroom/engine/Ledger.h"
#include "headroom/engine/Optimizer.h"
#include "headroom/engine/Reading.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::architectures {

enum class Checkpointing { None, Selective, Full };
enum class AttentionChoice { Eager, Sdpa, Flash };

/// What a step depends on besides the model: the parts of a scenario (docs of the scenario file)
/// that PyTorch knows.
struct StepOptions {
    bool training = true;
    std::int64_t batchSize = 1;
    std::int64_t sequenceLength = 2048;
    std::int64_t targetLength = 128; ///< encoder-decoders: the decoder's length
    std::int64_t imageSize = 224; ///< image models
    /// Inference: prompt and answer together (of an encoder-decoder: the decoder's); 0: the prompt
    /// alone.
    std::int64_t contextLength = 0;
    std::int64_t gradientAccumulation = 1;
    std::string head; ///< causal-lm, masked-lm, ..., none; empty: by the model
    Dtype weights = Dtype::Fp32;
    std::optional<Dtype> autocast; ///< bf16 or fp16
    bool masterWeights = false;
    std::string optimizer = "adamw";
    engine::OptimizerForm optimizerForm = engine::OptimizerForm::Foreach;
    /// What the optimizer keeps where the engine does not know its step.
    std::optional<engine::KeptStates> keptStates;
    Checkpointing checkpointing = Checkpointing::None;
    AttentionChoice attention = AttentionChoice::Sdpa;
    bool fusedLoss = false;
    engine::Adaptation adaptation;
    bool attentionTargets = false; ///< adapters on the family's own attention projections
    /// Plays the step on the caching allocator: StepLedger::allocator.
    std::optional<engine::AllocatorPlayOptions> allocator;

    /// Every block is run (and every micro-step up to 64), and the tensors at the peak and the
    /// ledger come with the result. Else blocks that repeat are counted, and the cost does not
    /// depend on how many there are.
    bool everyTensor = false;
    /// The ledger comes with the result, blocks that repeat run once (StepLedger::blockLists).
    bool keepLedger = false;
};

/// A tensor alive at the peak.
struct AliveTensor {
    std::string name; ///< of a parameter and what belongs to it; else the module that made it
    Role role = Role::Temporary;
    std::uint64_t bytes = 0; ///< plain; of a kernel's own as it takes them
    std::string op;
    engine::Dims shape;
    Dtype dtype = Dtype::Fp32;
};

/// One repeated block, or another module at the top.
struct LayerRow {
    std::string name;
    std::uint64_t parameters = 0; ///< elements
    std::uint64_t trainable = 0; ///< elements that train
    std::uint64_t weights = 0; ///< bytes
    std::uint64_t activations = 0; ///< bytes alive after the forward pass
};

/// A list of repeated blocks of which some stand for others.
struct BlockList {
    std::string path; ///< "model.layers"
    std::int32_t first = 0; ///< the number of its first block in the ledger, over all lists
    engine::Repeats repeats; ///< by those numbers
};

/// Where a tensor of the ledger is a parameter, or belongs to one.
struct NamedStorage {
    std::uint32_t storage = 0;
    std::string name;
    std::uint64_t parameters = 0; ///< elements of the parameters in it, unpacked
};

/// What one steady step takes (the second one: the optimizer's state exists, gradients start as
/// none). Plain bytes, but peaks, which are rounded as the caching allocator rounds (512) and hold
/// everything resident.
struct StepLedger {
    std::uint64_t parametersTotal = 0; ///< elements, tied weights once
    std::uint64_t parametersTrainable = 0;
    std::uint64_t parametersActive = 0; ///< what one token uses

    std::uint64_t parameters = 0;
    std::uint64_t buffers = 0;
    std::uint64_t batch = 0;
    std::uint64_t masterWeights = 0;
    std::uint64_t optimizerState = 0;
    std::uint64_t pagedState = 0; ///< of it in unified memory: in no peak
    std::uint64_t gradients = 0;
    std::uint64_t activations = 0; ///< after the forward pass
    std::uint64_t kvCache = 0;

    std::uint64_t peakForward = 0;
    std::uint64_t peakBackward = 0;
    std::uint64_t peakStep = 0;
    bool stepIsKnown = true; ///< else peakStep is 0, and the peak is that of the other phases
    std::uint64_t peak = 0;
    engine::Phase peakPhase = engine::Phase::Forward;
    std::string peakAt; ///< the module at work
    std::array<std::uint64_t, 9> peakByRole{}; ///< rounded, by Role: adds up to the peak

    std::optional<engine::AllocatorUse> allocator; ///< with StepOptions::allocator

    /// What cuDNN's recurrent layers keep for backward, by a rule: in the activations; and the
    /// least and the most that it may be.
    struct Reserve {
        std::uint64_t bytes = 0;
        std::uint64_t low = 0;
        std::uint64_t high = 0;
    };
    Reserve reserve;

    std::vector<LayerRow> layers;
    std::vector<Text> warnings;

    // With StepOptions::everyTensor.
    std::vector<AliveTensor> peakTensors; ///< largest first
    std::vector<std::string> adaptable; ///< with adapters: the modules that can have one
    // With it, or with StepOptions::keepLedger.
    std::shared_ptr<const engine::Ledger> ledger;
    std::vector<NamedStorage> names;
    // With StepOptions::keepLedger.
    std::vector<BlockList> blockLists;
};

/// Runs one step of a Hugging Face config.json object on shapes. Errors name the key of the config
/// ("num_attention_heads"), or the field of the scenario ("workload.sequence_length").
[[nodiscard]] Result<StepLedger> runStep(const Value& config, const StepOptions& options);

/// The model_types that runStep knows.
[[nodiscard]] std::vector<std::string_view> knownModelTypes();

/// The ledger as measure.py --trace writes it: "live  +N  size  op [shape] dtype module", phases
/// headed "== step 2: forward".
[[nodiscard]] std::string traceText(const engine::Ledger& ledger);

} // namespace headroom::architectures
