// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Adaptation.h"
#include "headroom/engine/Engine.h"
#include "headroom/engine/Mode.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::engine {

class Module;

/// A parameter of the model: a leaf of the tape with its full name.
struct Parameter {
    std::string name; ///< as in the checkpoint: "model.layers.0.self_attn.q_proj.weight"
    Tensor tensor;
    Leaf leaf;
    ModuleId module = 0;
    std::int64_t count = 0; ///< elements, unpacked where it is quantized
    std::vector<Tensor> statistics; ///< what a quantized weight needs besides its packed values
    bool idle = false; ///< nothing runs with it: a copy trains in its place
    /// By the loss. What is not (a pooler whose output nobody uses) gets no gradient, and so no
    /// state of the optimizer.
    bool reached = true;
};

struct Buffer {
    std::string name;
    Tensor tensor;
};

/// What a whole model owns: the engine it runs on, its parameters and buffers in the order of their
/// making (nn.Module's order), and how they are made.
class Model {
public:
    Model(Engine& engine, Dtype weights, bool training, Adaptation adaptation = {})
        : m_engine(engine)
        , m_weights(weights)
        , m_training(training)
        , m_adaptation(std::move(adaptation))
    {
    }
    [[nodiscard]] Engine& engine() const { return m_engine; }
    /// The dtype that the model is made in, and that its quantized layers compute in.
    [[nodiscard]] Dtype weights() const { return m_weights; }
    /// The dtype of what is not quantized.
    [[nodiscard]] Dtype restDtype() const;
    [[nodiscard]] const Adaptation& adaptation() const { return m_adaptation; }
    [[nodiscard]] bool training() const { return m_training; }
    [[nodiscard]] std::deque<Parameter>& parameters() { return m_parameters; }
    [[nodiscard]] std::deque<Buffer>& buffers() { return m_buffers; }
    /// The full names of all modules, of those that can have an adapter, and of those that have
    /// one.
    struct ModuleNames {
        std::vector<std::string> all;
        std::vector<std::string> adaptable;
        std::vector<std::string> adapted;
    };
    [[nodiscard]] ModuleNames& moduleNames() { return m_names; }
    /// Bytes that all quantized weights share (bitsandbytes' map of 8-bit numbers); made at the
    /// first call.
    void shareQuantizationMap();
    void dropQuantizationMap() { m_quantizationMap.reset(); }
    [[nodiscard]] const Tensor& quantizationMap() const { return m_quantizationMap; }

private:
    Engine& m_engine;
    Dtype m_weights;
    bool m_training;
    Adaptation m_adaptation;
    ModuleNames m_names;
    Tensor m_quantizationMap;
    std::deque<Parameter> m_parameters;
    std::deque<Buffer> m_buffers;
};

/// A named part of a model. A child registers under its parent's name in its constructor, so full
/// names equal the checkpoint's. Neither copied nor moved.
class Module {
public:
    /// The model's root, without a name.
    explicit Module(Model& model)
        : m_model(model)
    {
    }
    /// A child: "parent.name". `layer`: it is that repeated block, and all below it.
    Module(Module& parent, std::string_view name, std::int32_t layer = kNoLayer);
    Module(const Module&) = delete;
    Module& operator=(const Module&) = delete;

    [[nodiscard]] Model& model() const { return m_model; }
    [[nodiscard]] Engine& engine() const { return m_model.engine(); }
    [[nodiscard]] bool training() const { return m_model.training(); }
    [[nodiscard]] ModuleId id() const { return m_id; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::int32_t layer() const { return m_layer; }

    /// A parameter of the model: in its dtype, and trained unless an adapter or a pattern freezes
    /// it; where grad mode is off it trains nonetheless. Of a module to save it is the copy, and
    /// the original stands beside it.
    Tensor parameter(std::string_view name, const Dims& sizes);
    /// Parameters that lie in one storage (torch.nn.RNNBase.flatten_parameters).
    struct NamedSizes {
        std::string name;
        Dims sizes;
    };
    std::vector<Tensor> flatParameters(const std::vector<NamedSizes>& parameters);
    /// A parameter that an adapter or a quantization adds; a pattern freezes it too.
    Parameter& ownParameter(std::string_view name, const Dims& sizes, Dtype dtype, bool trains);
    /// The original beside a parameter of a module to save: it does not run.
    Parameter& originalParameter(std::string_view name, const Dims& sizes, Dtype dtype);
    /// A tensor that is no parameter.
    Tensor buffer(std::string_view name, const Dims& sizes, Dtype dtype);
    /// register_buffer of a name that is there: another tensor in its place.
    void replaceBuffer(std::string_view name, const Tensor& tensor) const;

    /// Whether this module is kept twice: what runs here is the copy that trains.
    [[nodiscard]] bool savedInFull() const { return m_wrapped != 0; }
    [[nodiscard]] const Adaptation& adaptation() const { return m_model.adaptation(); }

    enum class LayerKind { Linear, Logits, Embedding };
    /// Whether an adapter wraps this layer; all-linear leaves out what gives the logits.
    [[nodiscard]] bool takesAdapter(LayerKind kind);
    /// The same of a parameter of this module that was a linear layer of that name once.
    [[nodiscard]] bool takesFormerAdapter(std::string_view layer);

protected:
    /// For forward(): what is born from here on is this module's.
    [[nodiscard]] InModule entered() const { return InModule(engine(), m_id); }

private:
    [[nodiscard]] std::string fullName(std::string_view name) const;
    [[nodiscard]] std::string originalName(std::string_view name) const;
    Parameter& addParameter(std::string name, const Dims& sizes, Dtype dtype, bool trains);
    Parameter& addParameter(std::string name, Tensor tensor, bool trains);

    Model& m_model;
    std::string m_path;
    ModuleId m_id = 0;
    std::int32_t m_layer = kNoLayer;
    std::size_t m_wrapped =
        0; ///< the length of the name that a module to save has, of it and below
};

} // namespace headroom::engine
