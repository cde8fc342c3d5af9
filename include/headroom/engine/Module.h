// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    Model(Engine& engine, Dtype weights, bool training)
        : m_engine(engine)
        , m_weights(weights)
        , m_training(training)
    {
    }
    [[nodiscard]] Engine& engine() const { return m_engine; }
    [[nodiscard]] Dtype weights() const { return m_weights; }
    [[nodiscard]] bool training() const { return m_training; }
    [[nodiscard]] std::deque<Parameter>& parameters() { return m_parameters; }
    [[nodiscard]] std::deque<Buffer>& buffers() { return m_buffers; }

private:
    Engine& m_engine;
    Dtype m_weights;
    bool m_training;
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

    /// A parameter in the model's dtype; where grad mode is off it trains nonetheless.
    Tensor parameter(std::string_view name, const Dims& sizes);
    /// A tensor that is no parameter.
    Tensor buffer(std::string_view name, const Dims& sizes, Dtype dtype);
    /// register_buffer of a name that is there: another tensor in its place.
    void replaceBuffer(std::string_view name, const Tensor& tensor) const;

protected:
    /// For forward(): what is born from here on is this module's.
    [[nodiscard]] InModule entered() const { return InModule(engine(), m_id); }

private:
    [[nodiscard]] std::string fullName(std::string_view name) const;

    Model& m_model;
    std::string m_path;
    ModuleId m_id = 0;
    std::int32_t m_layer = kNoLayer;
};

} // namespace headroom::engine
