// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Ledger.h"
#include "headroom/engine/Tape.h"
#include "headroom/engine/Tensor.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace headroom::engine {

class CheckpointFrame;
class Checkpointing;

/// Objects that come and go by the thousand, reused.
template <typename T> class Pool {
public:
    T* take()
    {
        if (m_free.empty()) {
            m_blocks.push_back(std::make_unique<T[]>(kBlock));
            m_free.reserve(m_blocks.size() * kBlock);
            for (std::size_t i = kBlock; i-- > 0;)
                m_free.push_back(&m_blocks.back()[i]);
        }
        T* object = m_free.back();
        m_free.pop_back();
        return object;
    }
    void give(T* object) { m_free.push_back(object); }

private:
    static constexpr std::size_t kBlock = 256;
    std::vector<std::unique_ptr<T[]>> m_blocks;
    std::vector<T*> m_free;
};

/// A leaf of the tape that is no parameter.
struct LooseLeaf {
    Leaf leaf;
    Tensor tensor;
};

/// torch.autocast as it stands: which low precision, and its cache of casted weights.
struct Autocast {
    bool enabled = false;
    Dtype low = Dtype::Bf16;
    int nesting = 0;
    std::vector<Leaf*> casted; ///< whose copies the cache holds
};

/// One run of a model on shapes: the ledger, the modes, and the memory of tensors and nodes.
/// Outlives every tensor made with it.
class Engine {
public:
    Engine();
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// A new storage, row-major. `op` is ATen's name of the operator, a literal.
    [[nodiscard]] Tensor make(const char* op, const Dims& sizes, Dtype dtype);
    /// A new storage without gaps, laid out by `strides`.
    [[nodiscard]] Tensor makeStrided(
        const char* op, const Dims& sizes, const Dims& strides, Dtype dtype);
    /// A part of rows that are `rowLength` long: the storage ends with the last element.
    [[nodiscard]] Tensor makePadded(
        const char* op, const Dims& sizes, std::int64_t rowLength, Dtype dtype);
    /// Bytes (rounded one by one) that a kernel takes and gives back within the operator.
    void temporary(const char* op, std::uint64_t bytes) { ledger.temporary(op, bytes); }

    Ledger ledger;
    Autocast autocast;
    bool gradEnabled = true;
    ModuleId module = 0; ///< whose forward runs
    /// The checkpointed region whose saved tensors are left out, or recomputed now; nullptr
    /// outside.
    Checkpointing* checkpointing = nullptr;

    /// To be cleared once the loss is gone.
    std::deque<LooseLeaf> looseLeaves;

    Pool<TensorBody> bodies;
    Pool<Storage> storages;
    Pool<Node> nodes;
    std::uint64_t sequence = 0;
    std::uint32_t pass = 0;
    std::vector<Node*> dying; ///< nodes without owner, released one after another: no recursion
    bool burying = false;

private:
    [[nodiscard]] Tensor makeOf(
        const char* op, const Dims& sizes, const Dims& strides, Dtype dtype, std::uint64_t bytes);
};

/// Bytes of one element.
[[nodiscard]] std::uint64_t elementBytes(Dtype dtype);
[[nodiscard]] bool isFloating(Dtype dtype);
/// fp16 or bf16.
[[nodiscard]] bool isHalf(Dtype dtype);
/// elements x bytes of one; throws Impossible beyond 64 bits.
[[nodiscard]] std::uint64_t tensorBytes(const Dims& sizes, Dtype dtype);

} // namespace headroom::engine
