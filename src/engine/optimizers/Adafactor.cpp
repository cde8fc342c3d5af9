// SPDX-License-Identifier: GPL-3.0-or-later
// torch/optim/_adafactor.py of PyTorch 2.13, default settings. Matrices have a variance a row and
// one a column; vectors their own. foreach takes matrices and vectors as two groups, in the order
// in which they come first.
#include "engine/optimizers/Recipes.h"

namespace headroom::engine {

namespace {

Dims rowSizes(Dims sizes)
{
    sizes[sizes.rank() - 1] = 1;
    return sizes;
}

Dims columnSizes(Dims sizes)
{
    sizes[sizes.rank() - 2] = 1;
    return sizes;
}

Dims cornerSizes(const Dims& sizes) { return columnSizes(rowSizes(sizes)); }

constexpr const char* kNorm = "aten.linalg_vector_norm.default";

class Adafactor : public Optimizer {
public:
    explicit Adafactor(bool foreach)
        : m_foreach(foreach)
    {
    }

protected:
    void makeStates(Slot& slot) override
    {
        const Tensor& weight = slot.weight();
        if (weight.rank() > 1) {
            addState(slot, rowSizes(weight.sizes()), weight.dtype());
            addState(slot, columnSizes(weight.sizes()), weight.dtype());
        } else {
            addState(slot, weight.sizes(), weight.dtype());
        }
    }

    void run(std::vector<Slot*>& slots, const std::vector<Tensor>& gradients) override
    {
        if (m_foreach)
            runForeach(slots);
        else
            runLoop(slots);
        static_cast<void>(gradients);
    }

private:
    using List = std::vector<Tensor>;

    static Tensor make(const char* op, const Slot& slot, const Dims& sizes)
    {
        Engine& engine = slot.weight().engine();
        return engine.make(op, sizes, slot.weight().dtype());
    }

    static const char* product(const Slot& slot)
    {
        return slot.weight().rank() > 2 ? "aten.bmm.default" : "aten.mm.default";
    }

    /// [make(slot) for slot in slots].
    template <typename Make> List each(const std::vector<Slot*>& slots, const Make& makeOne)
    {
        List list;
        list.reserve(slots.size());
        for (const Slot* slot : slots) {
            const InModule where(engine(), slot->parameter->module);
            const InLayer layer(engine(), slot->parameter->leaf.layer);
            list.push_back(makeOne(*slot));
        }
        return list;
    }

    void normOfEach(const std::vector<Slot*>& slots)
    {
        for (const Slot* slot : slots) {
            const InModule where(engine(), slot->parameter->module);
            const InLayer layer(engine(), slot->parameter->leaf.layer);
            make(kNorm, *slot, {}).reset();
        }
    }

    void runForeach(const std::vector<Slot*>& slots)
    {
        List updates;
        for (const std::vector<Slot*>& group : groupedByDtype(slots))
            runGroup(group, updates);
    }

    void runGroup(const std::vector<Slot*>& slots, List& updates)
    {
        std::vector<Slot*> matrices;
        std::vector<Slot*> vectors;
        for (Slot* slot : slots)
            (slot->weight().rank() > 1 ? matrices : vectors).push_back(slot);
        const bool matricesFirst = slots.front()->weight().rank() > 1;
        for (const bool many : {matricesFirst, !matricesFirst}) {
            const std::vector<Slot*>& group = many ? matrices : vectors;
            if (group.empty())
                continue;
            normOfEach(group);
            List estimates = many ? matrixEstimates(group) : vectorEstimates(group);
            updates = std::move(estimates);
            normOfEach(group);
        }
    }

    List matrixEstimates(const std::vector<Slot*>& group)
    {
        each(group, [](const Slot& s) { return make(kNorm, s, rowSizes(s.weight().sizes())); });
        each(group, [](const Slot& s) { return make(kNorm, s, columnSizes(s.weight().sizes())); });
        List estimates =
            each(group, [](const Slot& s) { return make(product(s), s, s.weight().sizes()); });
        each(group, [](const Slot& s) {
            return make("aten.mean.dim", s, cornerSizes(s.weight().sizes()));
        });
        return estimates;
    }

    List vectorEstimates(const std::vector<Slot*>& group)
    {
        each(group,
            [](const Slot& s) { return make("aten._foreach_mul.List", s, s.weight().sizes()); });
        return each(
            group, [](const Slot& s) { return make("aten.clone.default", s, s.weight().sizes()); });
    }

    void runLoop(const std::vector<Slot*>& slots)
    {
        Tensor rowMean;
        Tensor columnMean;
        Tensor squared;
        Tensor update;
        for (const Slot* slot : slots) {
            const InModule where(engine(), slot->parameter->module);
            const InLayer layer(engine(), slot->parameter->leaf.layer);
            const Dims& sizes = slot->weight().sizes();
            make(kNorm, *slot, {}).reset();
            Tensor estimate;
            if (sizes.rank() > 1) {
                rowMean = make(kNorm, *slot, rowSizes(sizes));
                columnMean = make(kNorm, *slot, columnSizes(sizes));
                estimate = make(product(*slot), *slot, sizes);
                make("aten.mean.dim", *slot, cornerSizes(sizes)).reset();
            } else {
                squared = make("aten.mul.Tensor", *slot, sizes);
                estimate = make("aten.clone.default", *slot, sizes);
            }
            update = std::move(estimate);
            make(kNorm, *slot, {}).reset();
        }
    }

    bool m_foreach;
};

} // namespace

std::unique_ptr<Optimizer> makeAdafactor(bool foreach)
{
    return std::make_unique<Adafactor>(foreach);
}

} // namespace headroom::engine
