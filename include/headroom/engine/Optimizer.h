// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Decimal.h"
#include "headroom/base/Result.h"
#include "headroom/engine/Module.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::engine {

enum class OptimizerForm { Foreach, Fused, ForLoop };

} // namespace headroom::engine

namespace headroom {

template <> struct EnumNames<engine::OptimizerForm> {
    static constexpr auto kTable = std::to_array<EnumName<engine::OptimizerForm>>({
        {engine::OptimizerForm::Foreach, "foreach"},
        {engine::OptimizerForm::Fused, "fused"},
        {engine::OptimizerForm::ForLoop, "for-loop"},
    });
};

} // namespace headroom

namespace headroom::engine {

/// What one parameter has with an optimizer.
struct Slot {
    Parameter* parameter = nullptr;
    Tensor master; ///< an fp32 copy, where there are master weights
    std::vector<Tensor> states; ///< of the parameter, or of its fp32 copy
    std::uint64_t pagedBytes = 0; ///< more of them in unified memory, which the allocator knows not

    /// What the optimizer works on: the copy or the parameter.
    [[nodiscard]] const Tensor& weight() const { return master ? master : parameter->tensor; }
};

/// What an optimizer keeps of each weight whose step is not known here.
struct KeptStates {
    std::size_t likeWeight = 0; ///< tensors of the weight's shape
    Decimal perElement; ///< values for each element besides
    bool squareOfEachDimension = false; ///< a matrix n x n for each dimension n
    std::optional<Dtype> dtype; ///< where the implementation fixes one; else the weight's
};

/// torch.optim of PyTorch 2.13 and bitsandbytes.optim 0.50 with their default settings: the states
/// that stay, and what the second step takes for a while.
class Optimizer {
public:
    /// `kept`: what an identifier keeps whose step is not known. Errors: such an identifier
    /// without it, a form that it does not have (fused: sgd, sgd-momentum, adam, adamw).
    [[nodiscard]] static Result<std::unique_ptr<Optimizer>> make(std::string_view id,
        OptimizerForm form, const std::optional<KeptStates>& kept = std::nullopt);
    /// The identifiers whose step is known.
    [[nodiscard]] static std::vector<std::string_view> known();

    virtual ~Optimizer() = default;
    Optimizer(const Optimizer&) = delete;
    Optimizer& operator=(const Optimizer&) = delete;

    /// Takes the parameters that train, and makes what stays between steps.
    void attach(Model& model, bool masterWeights);
    /// Whether step() takes what the real one takes; else it takes nothing.
    [[nodiscard]] virtual bool stepIsKnown() const { return true; }
    /// One step. The gradients stay.
    void step();

    [[nodiscard]] const std::vector<Slot>& slots() const { return m_slots; }

protected:
    Optimizer() = default;
    virtual void makeStates(Slot& slot) = 0;
    /// `gradients`: one a slot, empty where there is none.
    virtual void run(std::vector<Slot*>& slots, const std::vector<Tensor>& gradients) = 0;

    /// A state of a slot.
    static void addState(Slot& slot, const Dims& sizes, Dtype dtype);
    static void addPagedState(Slot& slot, std::uint64_t bytes);
    [[nodiscard]] Engine& engine() const { return *m_engine; }

private:
    Engine* m_engine = nullptr;
    std::vector<Slot> m_slots;
};

} // namespace headroom::engine
