// SPDX-License-Identifier: GPL-3.0-or-later
// bitsandbytes/optim/{optimizer,adam,adamw,lion}.py of 0.50, block-wise. Each parameter in turn,
// without temporaries. Tensors of fewer than 4096 elements keep fp32 states.
#include "engine/optimizers/Recipes.h"

#include <array>

namespace headroom::engine {

namespace {

constexpr std::int64_t kLeastQuantized = 4096; ///< min_8bit_size
constexpr std::int64_t kBlockSize = 256;
constexpr std::int64_t kLeastPaged = 100000; ///< get_state_buffer

struct EightBitRecipe {
    std::string_view id;
    std::size_t states;
    bool quantized;
    bool paged;
};

constexpr auto kEightBit = std::to_array<EightBitRecipe>({
    {"adam-8bit", 2, true, false},
    {"adamw-8bit", 2, true, false},
    {"lion-8bit", 1, true, false},
    {"paged-adamw", 2, false, true},
    {"paged-adamw-8bit", 2, true, true},
});

constexpr auto kEightBitIds = [] {
    std::array<std::string_view, kEightBit.size()> ids{};
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = kEightBit[i].id;
    return ids;
}();

class EightBit : public Optimizer {
public:
    explicit EightBit(const EightBitRecipe& recipe)
        : m_recipe(recipe)
    {
    }

protected:
    void makeStates(Slot& slot) override
    {
        const Dims& sizes = slot.weight().sizes();
        const std::int64_t count = elements(sizes);
        const bool quantized = m_recipe.quantized && count >= kLeastQuantized;
        if (quantized && m_maps.empty())
            makeMaps();
        for (std::size_t i = 0; i < m_recipe.states; ++i) {
            const Dtype dtype = quantized ? Dtype::Uint8 : Dtype::Fp32;
            if (m_recipe.paged && count >= kLeastPaged)
                addPagedState(slot, tensorBytes(sizes, dtype));
            else
                addState(slot, sizes, dtype);
        }
        for (std::size_t i = 0; quantized && i < m_recipe.states; ++i)
            addState(slot, {count / kBlockSize + (count % kBlockSize != 0 ? 1 : 0)}, Dtype::Fp32);
    }

    void run(std::vector<Slot*>&, const std::vector<Tensor>&) override { }

private:
    /// name2qmap: what each of 256 numbers stands for, signed and unsigned, once for all.
    void makeMaps()
    {
        const InLayer none(engine(), kNoLayer);
        for (std::size_t i = 0; i < m_recipe.states; ++i) {
            m_maps.push_back(engine().make("aten._to_copy.default", {kBlockSize}, Dtype::Fp32));
            m_maps.back().setRole(Role::OptimizerState);
        }
    }

    const EightBitRecipe& m_recipe;
    std::vector<Tensor> m_maps;
};

} // namespace

std::span<const std::string_view> eightBitIds() { return kEightBitIds; }

std::unique_ptr<Optimizer> makeEightBit(std::string_view id)
{
    for (const EightBitRecipe& recipe : kEightBit) {
        if (recipe.id == id)
            return std::make_unique<EightBit>(recipe);
    }
    return nullptr;
}

} // namespace headroom::engine
