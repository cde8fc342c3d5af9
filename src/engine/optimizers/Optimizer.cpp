// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Optimizer.h"

#include "engine/optimizers/Recipes.h"

namespace headroom::engine {

namespace {

Failure noFusedForm(std::string_view id)
{
    return fail(ErrorCode::Unsupported, "optimizer.implementation",
        HEADROOM_TEXT("engine",
            "fused is for sgd, sgd-momentum, adam and adamw; expected foreach or for-loop for {0}"),
        id);
}

} // namespace

Result<std::unique_ptr<Optimizer>> Optimizer::make(
    std::string_view id, OptimizerForm form, const std::optional<KeptStates>& kept)
{
    if (id == "adafactor" && form != OptimizerForm::Fused)
        return makeAdafactor(form == OptimizerForm::Foreach);
    if (std::unique_ptr<Optimizer> eightBit = makeEightBit(id)) {
        // bitsandbytes has one form of each.
        if (form != OptimizerForm::Foreach)
            return fail(ErrorCode::Unsupported, "optimizer.implementation",
                HEADROOM_TEXT("engine",
                    "{0} is bitsandbytes' own kernel, not PyTorch's {1}; leave this at foreach"),
                id, headroom::toString(form));
        return eightBit;
    }
    const Recipe* recipe = findRecipe(id);
    if (!recipe && id != "adafactor") {
        if (kept && form == OptimizerForm::Fused)
            return noFusedForm(id);
        if (kept)
            return makeKept(*kept);
        const std::vector<std::string_view> names = known();
        auto failure = fail(ErrorCode::Unsupported, "optimizer.id",
            HEADROOM_TEXT("engine",
                "the step of this optimizer is not known; expected one of {0}; found {1}"),
            joinWords(names), id);
        failure.value().suggestion = nearestWord(id, names);
        return failure;
    }
    if (form == OptimizerForm::Fused && (!recipe || !recipe->fused))
        return noFusedForm(id);
    return makeElementwise(*recipe, form);
}

std::vector<std::string_view> Optimizer::known()
{
    std::vector<std::string_view> names;
    for (const Recipe& recipe : recipes())
        names.push_back(recipe.id);
    names.emplace_back("adafactor");
    names.insert(names.end(), eightBitIds().begin(), eightBitIds().end());
    return names;
}

void Optimizer::addState(Slot& slot, const Dims& sizes, Dtype dtype)
{
    Engine& engine = slot.weight().engine();
    const InModule where(engine, slot.parameter->module);
    const InLayer layer(engine, slot.parameter->leaf.layer);
    slot.states.push_back(engine.make("aten.zeros_like.default", sizes, dtype));
    slot.states.back().setRole(Role::OptimizerState);
}

void Optimizer::addPagedState(Slot& slot, std::uint64_t bytes) { slot.pagedBytes += bytes; }

void Optimizer::attach(Model& model, bool masterWeights)
{
    m_engine = &model.engine();
    m_slots.reserve(model.parameters().size());
    for (Parameter& parameter : model.parameters()) {
        if (!parameter.leaf.accumulate)
            continue;
        Slot& slot = m_slots.emplace_back();
        slot.parameter = &parameter;
        if (masterWeights && parameter.tensor.dtype() != Dtype::Fp32) {
            const InModule where(*m_engine, parameter.module);
            const InLayer layer(*m_engine, parameter.leaf.layer);
            slot.master =
                m_engine->make("aten._to_copy.default", parameter.tensor.sizes(), Dtype::Fp32);
            slot.master.setRole(Role::MasterWeight);
        }
        if (parameter.reached)
            makeStates(slot);
    }
}

void Optimizer::step()
{
    std::vector<Slot*> slots;
    std::vector<Tensor> gradients;
    for (Slot& slot : m_slots) {
        const Tensor& gradient = slot.parameter->leaf.gradient;
        if (!gradient)
            continue;
        slots.push_back(&slot);
        if (!slot.master) {
            gradients.push_back(gradient);
            continue;
        }
        const InModule where(*m_engine, slot.parameter->module);
        const InLayer layer(*m_engine, slot.parameter->leaf.layer);
        gradients.push_back(m_engine->make("aten._to_copy.default", gradient.sizes(), Dtype::Fp32));
    }
    run(slots, gradients);
}

} // namespace headroom::engine
