// SPDX-License-Identifier: GPL-3.0-or-later
// torch/optim/{sgd,adam,adamw,nadam,radam,adamax,adadelta,adagrad,rmsprop}.py of PyTorch 2.13,
// default settings: the functions _multi_tensor_… (foreach), _single_tensor_… (for-loop) and
// _fused_…. Steps are counted on the CPU, except fused.
#include "engine/optimizers/Recipes.h"
#include "headroom/engine/operators/Copies.h"

#include <algorithm>

namespace headroom::engine {

std::span<const Recipe> recipes()
{
    static const std::vector<Recipe> kRecipes{
        {.id = "sgd", .fused = true},
        {.id = "sgd-momentum", .states = 1, .fused = true},
        {.id = "adam",
            .states = 2,
            .foreachLists = {"aten._foreach_sqrt.default"},
            .loop = LoopTemporaries::QuotientHeld,
            .loopOps = {"aten.sqrt.default", "aten.div.Tensor"},
            .fused = true,
            .stepOnDevice = true},
        {.id = "adamw",
            .states = 2,
            .foreachLists = {"aten._foreach_sqrt.default"},
            .loop = LoopTemporaries::QuotientHeld,
            .loopOps = {"aten.sqrt.default", "aten.div.Tensor"},
            .fused = true,
            .stepOnDevice = true},
        {.id = "nadam",
            .states = 2,
            .foreachLists = {"aten._foreach_sqrt.default"},
            .loop = LoopTemporaries::QuotientHeld,
            .loopOps = {"aten.div.Tensor", "aten.sqrt.default"}},
        {.id = "radam",
            .states = 2,
            .foreachLists = {"aten._foreach_sqrt.default"},
            .loop = LoopTemporaries::ProductDropped,
            .loopOps = {"aten.div.Tensor", "aten.mul.Tensor"}},
        {.id = "adamax",
            .states = 2,
            .foreachLists = {"aten._foreach_abs.default"},
            .listsEndWithGroup = true,
            .loop = LoopTemporaries::Dropped,
            .loopOps = {"aten.abs.default"}},
        {.id = "adadelta",
            .states = 2,
            .foreachLists = {"aten._foreach_add.Scalar", "aten._foreach_add.Scalar"},
            .loop = LoopTemporaries::HeldTwice,
            .loopOps = {"aten.add.Tensor", "aten.add.Tensor"}},
        {.id = "adagrad",
            .states = 1,
            .foreachLists = {"aten._foreach_sqrt.default", "aten._foreach_mul.ScalarList"},
            .loop = LoopTemporaries::Held,
            .loopOps = {"aten.sqrt.default"}},
        {.id = "rmsprop",
            .states = 1,
            .foreachLists = {"aten._foreach_sqrt.default"},
            .loop = LoopTemporaries::Held,
            .loopOps = {"aten.sqrt.default"}},
    };
    return kRecipes;
}

const Recipe* findRecipe(std::string_view id)
{
    for (const Recipe& recipe : recipes()) {
        if (recipe.id == id)
            return &recipe;
    }
    return nullptr;
}

std::vector<std::vector<Slot*>> groupedByDtype(const std::vector<Slot*>& slots)
{
    std::vector<std::vector<Slot*>> groups;
    for (Slot* slot : slots) {
        auto group = std::find_if(groups.begin(), groups.end(), [slot](const auto& entry) {
            return entry.front()->weight().dtype() == slot->weight().dtype();
        });
        if (group == groups.end())
            group = groups.emplace(groups.begin());
        group->push_back(slot);
    }
    return groups;
}

namespace {

class Elementwise : public Optimizer {
public:
    Elementwise(const Recipe& recipe, OptimizerForm form)
        : m_recipe(recipe)
        , m_form(form)
    {
    }

protected:
    void makeStates(Slot& slot) override
    {
        for (std::size_t i = 0; i < m_recipe.states; ++i)
            addState(slot, slot.weight().sizes(), slot.weight().dtype());
        if (m_form == OptimizerForm::Fused && m_recipe.stepOnDevice)
            addState(slot, {}, Dtype::Fp32);
    }

    void run(std::vector<Slot*>& slots, const std::vector<Tensor>&) override
    {
        if (m_form == OptimizerForm::Foreach)
            runForeach(slots);
        else if (m_form == OptimizerForm::ForLoop)
            runLoop(slots);
    }

private:
    static Tensor like(const char* op, const Slot& slot)
    {
        const Tensor& weight = slot.weight();
        return weight.engine().make(op, weight.sizes(), weight.dtype());
    }

    /// The variables of the function hold a group's lists until the next group's take their place.
    void runForeach(const std::vector<Slot*>& slots)
    {
        std::vector<std::vector<Tensor>> held(m_recipe.foreachLists.size());
        for (const std::vector<Slot*>& group : groupedByDtype(slots)) {
            if (m_recipe.listsEndWithGroup)
                held.assign(held.size(), {});
            for (std::size_t i = 0; i < held.size(); ++i) {
                std::vector<Tensor> list;
                list.reserve(group.size());
                for (const Slot* slot : group) {
                    const InModule where(engine(), slot->parameter->module);
                    const InLayer layer(engine(), slot->parameter->leaf.layer);
                    list.push_back(like(m_recipe.foreachLists[i], *slot));
                }
                held[i] = std::move(list);
            }
        }
    }

    void runLoop(const std::vector<Slot*>& slots)
    {
        if (m_recipe.loop == LoopTemporaries::None)
            return;
        Tensor first;
        Tensor second;
        for (const Slot* slot : slots) {
            const InModule where(engine(), slot->parameter->module);
            const InLayer layer(engine(), slot->parameter->leaf.layer);
            const std::vector<const char*>& ops = m_recipe.loopOps;
            switch (m_recipe.loop) {
            case LoopTemporaries::None:
                break;
            case LoopTemporaries::Dropped:
                like(ops[0], *slot).reset();
                break;
            case LoopTemporaries::Held:
                first = like(ops[0], *slot);
                break;
            case LoopTemporaries::HeldTwice:
                first = like(ops[0], *slot);
                second = like(ops[1], *slot);
                break;
            case LoopTemporaries::QuotientHeld: {
                Tensor root = like(ops[0], *slot);
                Tensor quotient = like(ops[1], *slot);
                root.reset();
                first = std::move(quotient);
                break;
            }
            case LoopTemporaries::ProductDropped:
                first = like(ops[0], *slot);
                like(ops[1], *slot).reset();
                break;
            }
        }
    }

    const Recipe& m_recipe;
    OptimizerForm m_form;
};

} // namespace

std::unique_ptr<Optimizer> makeElementwise(const Recipe& recipe, OptimizerForm form)
{
    return std::make_unique<Elementwise>(recipe, form);
}

} // namespace headroom::engine
