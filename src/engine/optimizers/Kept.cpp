// SPDX-License-Identifier: GPL-3.0-or-later
// Optimizers of which it is known what they keep, and not what their step takes for a while.
#include "engine/optimizers/Recipes.h"
#include "headroom/base/Wide.h"
#include "headroom/engine/Impossible.h"

#include <limits>

namespace headroom::engine {

namespace {

/// As many values for each element as the factor says, rounded up.
Dims valuesFor(const Dims& sizes, Decimal factor)
{
    const Wide product = static_cast<Wide>(elements(sizes)) * factor.digits();
    const Wide values = (product + factor.denominator() - 1) / factor.denominator();
    if (values > static_cast<Wide>(std::numeric_limits<std::int64_t>::max()))
        throw Impossible::overflow("the states of a tensor " + toString(sizes));
    return {static_cast<std::int64_t>(values)};
}

class Kept : public Optimizer {
public:
    explicit Kept(const KeptStates& states)
        : m_states(states)
    {
    }
    [[nodiscard]] bool stepIsKnown() const override { return false; }

protected:
    void makeStates(Slot& slot) override
    {
        const Dims& sizes = slot.weight().sizes();
        const Dtype dtype = m_states.dtype.value_or(slot.weight().dtype());
        for (std::size_t i = 0; i < m_states.likeWeight; ++i)
            addState(slot, sizes, dtype);
        if (!m_states.perElement.isZero())
            addState(slot, valuesFor(sizes, m_states.perElement), dtype);
        if (m_states.squareOfEachDimension) {
            for (std::size_t axis = 0; axis < sizes.rank(); ++axis)
                addState(slot, {sizes[axis], sizes[axis]}, dtype);
        }
    }
    void run(std::vector<Slot*>&, const std::vector<Tensor>&) override { }

private:
    KeptStates m_states;
};

} // namespace

std::unique_ptr<Optimizer> makeKept(const KeptStates& states)
{
    return std::make_unique<Kept>(states);
}

} // namespace headroom::engine
