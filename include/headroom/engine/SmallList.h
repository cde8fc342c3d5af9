// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace headroom::engine {

/// A list whose first N elements need no heap: a node's inputs, what it saves, its gradients.
template <typename T, std::size_t N> class SmallList {
public:
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    T& operator[](std::size_t i) { return i < N ? m_first[i] : (*m_rest)[i - N]; }
    const T& operator[](std::size_t i) const { return i < N ? m_first[i] : (*m_rest)[i - N]; }

    void push(T value)
    {
        if (m_size < N) {
            m_first[m_size] = std::move(value);
        } else {
            if (!m_rest)
                m_rest = std::make_unique<std::vector<T>>();
            m_rest->push_back(std::move(value));
        }
        ++m_size;
    }
    /// That many elements; the new ones empty.
    void resize(std::size_t size)
    {
        for (std::size_t i = size; i < m_size && i < N; ++i)
            m_first[i] = T{};
        if (size <= N) {
            m_rest.reset();
        } else {
            if (!m_rest)
                m_rest = std::make_unique<std::vector<T>>();
            m_rest->resize(size - N);
        }
        m_size = size;
    }
    void clear() { resize(0); }

private:
    std::array<T, N> m_first{};
    std::unique_ptr<std::vector<T>> m_rest;
    std::size_t m_size = 0;
};

} // namespace headroom::engine
