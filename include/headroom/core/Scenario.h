// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Decimal.h"
#include "headroom/base/Dtype.h"
#include "headroom/base/EnumTable.h"
#include "headroom/base/Value.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom {

// The scenario: everything an estimate depends on. The same struct is the preset file, the form,
// the undo steps and the command line's argument; core/Fields.h names each member for them. A
// member's initial value is its default.

/// A model known only by its size.
struct ManualModel {
    std::optional<std::uint64_t> parameters; ///< must be given
    std::optional<std::uint64_t> trainableParameters; ///< all
    std::optional<std::uint64_t> layers;
    std::optional<std::uint64_t> hiddenSize;
    std::optional<std::uint64_t> heads;
    std::optional<std::uint64_t> kvHeads; ///< as many as heads
    // Activations by at most one of these.
    std::optional<Decimal> activationFactor; ///< hidden states a layer keeps for each token
    std::optional<Decimal> activationsPerToken; ///< values kept for each token, all layers together
    std::optional<Bytes> activationBytes; ///< of the whole micro-step, as measured

    friend bool operator==(const ManualModel&, const ManualModel&) = default;
};

/// A Hugging Face config.json object, verbatim.
struct TransformersModel {
    Value config = Value(Value::Object());
    friend bool operator==(const TransformersModel&, const TransformersModel&) = default;
};

/// A torchvision model.
struct VisionModel {
    std::string id;
    std::uint64_t imageSize = 224;
    std::uint64_t classes = 1000;
    std::uint64_t channels = 3;
    friend bool operator==(const VisionModel&, const VisionModel&) = default;
};

/// An own network, layer by layer.
struct LayersModel {
    Value layers = Value(Value::List());
    friend bool operator==(const LayersModel&, const LayersModel&) = default;
};

/// A model of the catalogue, by its id.
struct CatalogueModel {
    std::string id;
    friend bool operator==(const CatalogueModel&, const CatalogueModel&) = default;
};

/// A model file or folder, by its path.
struct FileModel {
    std::string path;
    friend bool operator==(const FileModel&, const FileModel&) = default;
};

using Model = std::variant<ManualModel, TransformersModel, VisionModel, LayersModel, CatalogueModel,
    FileModel>;

enum class Mode : std::uint8_t { Training, Inference };
template <> struct EnumNames<Mode> {
    static constexpr auto kTable = std::to_array<EnumName<Mode>>({
        {Mode::Training, "training"},
        {Mode::Inference, "inference"},
    });
};

struct Workload {
    Mode mode = Mode::Training;
    std::uint64_t batchSize = 1; ///< sequences or images on one device in one micro-step
    std::uint64_t sequenceLength = 2048;
    std::uint64_t imageSize = 224;
    std::uint64_t gradientAccumulationSteps = 1;
    std::optional<std::string> head; ///< by the model
    std::uint64_t targetLength = 128;
    std::optional<std::uint64_t>
        contextLength; ///< inference: prompt and answer together; as sequenceLength
    friend bool operator==(const Workload&, const Workload&) = default;
};

enum class Autocast : std::uint8_t { None, Bf16, Fp16 };
template <> struct EnumNames<Autocast> {
    static constexpr auto kTable = std::to_array<EnumName<Autocast>>({
        {Autocast::None, "none"},
        {Autocast::Bf16, "bf16"},
        {Autocast::Fp16, "fp16"},
    });
};

enum class MasterWeights : std::uint8_t { None, Fp32 };
template <> struct EnumNames<MasterWeights> {
    static constexpr auto kTable = std::to_array<EnumName<MasterWeights>>({
        {MasterWeights::None, "none"},
        {MasterWeights::Fp32, "fp32"},
    });
};

struct Precision {
    Dtype weights = Dtype::Fp32;
    // Not given: "same", as the weights (the optimizer's state as the master weights, where there
    // are).
    std::optional<Dtype> gradients;
    std::optional<Dtype> activations;
    std::optional<Dtype> optimizerState;
    Autocast autocast = Autocast::None;
    MasterWeights masterWeights = MasterWeights::None;
    std::optional<Dtype> kvCache;
    friend bool operator==(const Precision&, const Precision&) = default;
};

struct Quantization {
    std::string method = "none";
    bool prepareKbit = false;
    friend bool operator==(const Quantization&, const Quantization&) = default;
};

enum class AdapterMethod : std::uint8_t { None, Lora };
template <> struct EnumNames<AdapterMethod> {
    static constexpr auto kTable = std::to_array<EnumName<AdapterMethod>>({
        {AdapterMethod::None, "none"},
        {AdapterMethod::Lora, "lora"},
    });
};

struct Adapter {
    AdapterMethod method = AdapterMethod::None;
    std::uint64_t rank = 16;
    Value targets = Value("all-linear"); ///< "all-linear", "attention", or a list of module names
    Decimal dropout;
    std::string bias = "none";
    std::vector<std::string> modulesToSave;
    bool rslora = false;
    bool dora = false;
    friend bool operator==(const Adapter&, const Adapter&) = default;
};

enum class OptimizerImplementation : std::uint8_t { Foreach, Fused, ForLoop };
template <> struct EnumNames<OptimizerImplementation> {
    static constexpr auto kTable = std::to_array<EnumName<OptimizerImplementation>>({
        {OptimizerImplementation::Foreach, "foreach"},
        {OptimizerImplementation::Fused, "fused"},
        {OptimizerImplementation::ForLoop, "for-loop"},
    });
};

struct Optimizer {
    std::string id = "adamw"; ///< of core/Optimizers.h
    OptimizerImplementation implementation = OptimizerImplementation::Foreach;
    std::optional<Decimal> stateFactor; ///< states per parameter of the id "custom"
    friend bool operator==(const Optimizer&, const Optimizer&) = default;
};

enum class ActivationCheckpointing : std::uint8_t { None, Selective, Full };
template <> struct EnumNames<ActivationCheckpointing> {
    static constexpr auto kTable = std::to_array<EnumName<ActivationCheckpointing>>({
        {ActivationCheckpointing::None, "none"},
        {ActivationCheckpointing::Selective, "selective"},
        {ActivationCheckpointing::Full, "full"},
    });
};

enum class Attention : std::uint8_t { Eager, Sdpa, Flash };
template <> struct EnumNames<Attention> {
    static constexpr auto kTable = std::to_array<EnumName<Attention>>({
        {Attention::Eager, "eager"},
        {Attention::Sdpa, "sdpa"},
        {Attention::Flash, "flash"},
    });
};

enum class Offload : std::uint8_t { None, Optimizer, OptimizerAndParameters };
template <> struct EnumNames<Offload> {
    static constexpr auto kTable = std::to_array<EnumName<Offload>>({
        {Offload::None, "none"},
        {Offload::Optimizer, "optimizer"},
        {Offload::OptimizerAndParameters, "optimizer+parameters"},
    });
};

struct MemorySavers {
    ActivationCheckpointing activationCheckpointing = ActivationCheckpointing::None;
    Attention attention = Attention::Sdpa;
    bool fusedLoss = false;
    Offload offload = Offload::None;
    friend bool operator==(const MemorySavers&, const MemorySavers&) = default;
};

struct Parallelism {
    std::uint64_t data = 1;
    std::uint64_t zeroStage = 0;
    std::uint64_t tensor = 1;
    bool sequence = false;
    std::uint64_t pipeline = 1;
    std::uint64_t context = 1;
    std::uint64_t expert = 1;
    friend bool operator==(const Parallelism&, const Parallelism&) = default;
};

enum class Implementation : std::uint8_t {
    Transformers,
    Torchvision,
    Megatron,
    LlamaCpp,
    Vllm,
    Generic
};
template <> struct EnumNames<Implementation> {
    static constexpr auto kTable = std::to_array<EnumName<Implementation>>({
        {Implementation::Transformers, "transformers"},
        {Implementation::Torchvision, "torchvision"},
        {Implementation::Megatron, "megatron"},
        {Implementation::LlamaCpp, "llama.cpp"},
        {Implementation::Vllm, "vllm"},
        {Implementation::Generic, "generic"},
    });
};

struct Software {
    Implementation implementation = Implementation::Transformers;
    friend bool operator==(const Software&, const Software&) = default;
};

struct Serving {
    Decimal gpuMemoryUtilization = Decimal::scaled(9, 1);
    std::uint64_t maxBatchedTokens = 8192;
    std::uint64_t maxSequences = 256;
    std::uint64_t blockSize = 16;
    bool cudaGraphs = true;
    std::optional<std::uint64_t> gpuLayers; ///< all
    std::uint64_t microBatch = 512;
    friend bool operator==(const Serving&, const Serving&) = default;
};

struct Hardware {
    std::optional<std::string> device; ///< an id of the catalogue of devices
    std::optional<Bytes> memoryBytes; ///< wins over the device's
    std::uint64_t count = 1;
    std::optional<std::uint64_t> contextMib;
    bool expandableSegments = false;
    friend bool operator==(const Hardware&, const Hardware&) = default;
};

struct Scenario {
    std::string name;
    Model model;
    Workload workload;
    Precision precision;
    Quantization quantization;
    Adapter adapter;
    std::vector<std::string> frozen; ///< patterns of parameter names that do not train
    Optimizer optimizer;
    MemorySavers memorySavers;
    Parallelism parallelism;
    Software software;
    Serving serving;
    Hardware hardware;
    /// What a file held that this version does not know, at its place in the tree; written back as
    /// it was.
    Value unknown;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// The version that `"headroom"` names in the files of this program.
inline constexpr std::uint64_t kScenarioVersion = 1;

} // namespace headroom
