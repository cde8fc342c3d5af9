// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Dtype.h"
#include "headroom/base/Role.h"
#include "headroom/engine/Dims.h"

#include <cassert>
#include <cstdint>
#include <utility>

namespace headroom::engine {

class Engine;
struct Leaf;
struct Node;
struct TensorBody;

/// Bytes that tensors share; dies, and the ledger notes it, with the last of them.
struct Storage {
    Engine* engine = nullptr;
    std::uint32_t owners = 0;
    std::uint32_t number = 0; ///< in the ledger; kUntracked: of no bytes
    static constexpr std::uint32_t kUntracked = 0xFFFFFFFF;
};

/// A counted handle: copying is one more owner, moving hands over and leaves the other empty. What
/// it names has a shape and strides over a storage, and may know the node of the tape that made it.
/// The count isn't atomic: one engine, one thread.
class Tensor {
public:
    Tensor() = default;
    Tensor(const Tensor& other) noexcept
        : m_body(other.m_body)
    {
        retain();
    }
    Tensor(Tensor&& other) noexcept
        : m_body(std::exchange(other.m_body, nullptr))
    {
    }
    Tensor& operator=(const Tensor& other) & noexcept
    {
        Tensor copy(other);
        std::swap(m_body, copy.m_body);
        return *this;
    }
    Tensor& operator=(Tensor&& other) & noexcept
    {
        Tensor taken(std::move(other));
        std::swap(m_body, taken.m_body);
        return *this;
    }
    ~Tensor() { release(); }

    [[nodiscard]] explicit operator bool() const { return m_body != nullptr; }

    [[nodiscard]] const Dims& sizes() const;
    [[nodiscard]] const Dims& strides() const;
    [[nodiscard]] std::size_t rank() const { return sizes().rank(); }
    /// The size of a dimension, counted from the end where negative.
    [[nodiscard]] std::int64_t size(std::int64_t axis) const { return sizes().at(axis); }
    [[nodiscard]] Dtype dtype() const;
    [[nodiscard]] Engine& engine() const;
    [[nodiscard]] bool requiresGrad() const;
    [[nodiscard]] bool isContiguous() const { return engine::isContiguous(sizes(), strides()); }
    /// Of a storage of its own, or of a part of another's.
    [[nodiscard]] const Storage* storage() const;
    /// The parameter this is, or nullptr.
    [[nodiscard]] Leaf* leaf() const;

    /// The same storage, known to no tape.
    [[nodiscard]] Tensor detach() const;
    /// The same storage with other sizes and strides, known to no tape.
    [[nodiscard]] Tensor alias(const Dims& sizes, const Dims& strides) const;

    void setRole(Role role) const;
    /// Drops this owner.
    void reset() { Tensor gone(std::move(*this)); }

    [[nodiscard]] TensorBody* body() const { return m_body; }
    /// Takes over a body that has been counted for this handle.
    static Tensor adopt(TensorBody* body)
    {
        Tensor tensor;
        tensor.m_body = body;
        return tensor;
    }

private:
    void retain() const;
    void release();

    TensorBody* m_body = nullptr;
};

/// What a handle points to (c10::TensorImpl).
struct TensorBody {
    std::uint32_t owners = 0;
    std::uint16_t output = 0; ///< which output of `node` it is
    Dtype dtype = Dtype::Fp32;
    Storage* storage = nullptr;
    Engine* engine = nullptr;
    Node* node = nullptr; ///< counted; the node that made it, where the tape recorded
    Leaf* leaf = nullptr; ///< the parameter it is
    Dims sizes;
    Dims strides;
};

void destroyBody(TensorBody* body);

inline void Tensor::retain() const
{
    if (m_body)
        ++m_body->owners;
}
inline void Tensor::release()
{
    if (m_body && --m_body->owners == 0)
        destroyBody(m_body);
}
inline const Dims& Tensor::sizes() const
{
    assert(m_body);
    return m_body->sizes;
}
inline const Dims& Tensor::strides() const { return m_body->strides; }
inline Dtype Tensor::dtype() const { return m_body->dtype; }
inline Engine& Tensor::engine() const { return *m_body->engine; }
inline const Storage* Tensor::storage() const { return m_body->storage; }
inline Leaf* Tensor::leaf() const { return m_body->leaf; }

} // namespace headroom::engine
