// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/engine/Checkpoint.h"

#include "headroom/engine/Mode.h"

#include <memory>
#include <utility>

namespace headroom::engine {

namespace {

/// torch's _StopRecomputationError: everything backward needs is there.
struct StopRecomputation { };

class Inside {
public:
    Inside(Engine& engine, Checkpointing& checkpointing)
        : m_engine(engine)
        , m_outer(std::exchange(engine.checkpointing, &checkpointing))
    {
    }
    ~Inside() { m_engine.checkpointing = m_outer; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

private:
    Engine& m_engine;
    Checkpointing* m_outer;
};

} // namespace

Tensor CheckpointFrame::unpack(Engine& engine, std::size_t place)
{
    if (!recomputed) {
        recompute(engine);
        recomputed = true;
    }
    return std::move(tensors[place]);
}

void CheckpointFrame::drop(std::size_t place)
{
    if (dropped.size() <= place)
        dropped.resize(place + 1);
    dropped[place] = true;
}

void CheckpointFrame::recompute(Engine& engine)
{
    tensors.reserve(places);
    Checkpointing again(std::shared_ptr<CheckpointFrame>(std::shared_ptr<void>(), this), true);
    const Inside inside(engine, again);
    const GradMode grad(engine, true);
    const InModule where(engine, module);
    try {
        const AutocastMode mode(engine, autocast, low);
        region(input);
    } catch (const StopRecomputation&) {
    }
}

SavedTensor Checkpointing::pack(const Tensor& tensor)
{
    if (!m_again)
        return {{}, m_frame, m_frame->places++};
    Tensor kept = tensor.detach();
    const std::size_t place = m_frame->tensors.size();
    const bool wanted = place >= m_frame->dropped.size() || !m_frame->dropped[place];
    m_frame->tensors.push_back(wanted ? kept : Tensor());
    if (m_frame->tensors.size() == m_frame->places)
        throw StopRecomputation{};
    return {std::move(kept), nullptr, 0};
}

Tensor Checkpointing::takeKept(const char* op)
{
    std::deque<Tensor>& outputs = m_frame->kept[op];
    Tensor output = std::move(outputs.front());
    outputs.pop_front();
    return output;
}

void Checkpointing::keep(const char* op, const Tensor& output)
{
    m_frame->kept[op].push_back(output.detach());
    output.setRole(Role::Activation);
}

Tensor checkpoint(CheckpointPolicy policy, CheckpointFrame::Region region, Tensor given)
{
    Tensor input = std::move(given);
    Engine& engine = input.engine();
    if (policy == CheckpointPolicy::None || !engine.gradEnabled)
        return region(std::move(input));
    auto frame = std::make_shared<CheckpointFrame>();
    frame->input = input;
    frame->region = region;
    frame->selective = policy == CheckpointPolicy::Selective;
    frame->autocast = engine.autocast.enabled;
    frame->low = engine.autocast.low;
    frame->module = engine.module;
    // What a model reads stays its batch.
    const Storage* storage = input.storage();
    if (storage->number != Storage::kUntracked
        && engine.ledger.births()[storage->number].role == Role::Temporary)
        input.setRole(Role::Activation);
    Checkpointing first(std::move(frame), false);
    const Inside inside(engine, first);
    return region(std::move(input));
}

std::vector<Tensor> checkpointMany(
    CheckpointPolicy policy, std::function<std::vector<Tensor>(Tensor)> region, Tensor given)
{
    Tensor input = std::move(given);
    if (policy == CheckpointPolicy::None || !input.engine().gradEnabled)
        return region(std::move(input));
    // The region runs again in backward, when nobody waits for what it gives.
    auto results = std::make_shared<std::vector<Tensor>>();
    Tensor first = checkpoint(
        policy,
        [results, region = std::move(region)](Tensor again) {
            *results = region(std::move(again));
            return results->front();
        },
        std::move(input));
    first.reset();
    return std::exchange(*results, {});
}

Tensor makeKept(Engine& engine, const char* op, const Dims& sizes, const Dims& strides, Dtype dtype)
{
    Checkpointing* checkpointing = engine.checkpointing;
    if (!checkpointing || !checkpointing->keeps())
        return engine.makeStrided(op, sizes, strides, dtype);
    if (checkpointing->again())
        return checkpointing->takeKept(op);
    Tensor output = engine.makeStrided(op, sizes, strides, dtype);
    checkpointing->keep(op, output);
    return output;
}

} // namespace headroom::engine
