// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Engine.h"

namespace headroom::engine {

/// torch.enable_grad / torch.no_grad while it lives.
class GradMode {
public:
    GradMode(Engine& engine, bool enabled)
        : m_engine(engine)
        , m_outer(std::exchange(engine.gradEnabled, enabled))
    {
    }
    ~GradMode() { m_engine.gradEnabled = m_outer; }
    GradMode(const GradMode&) = delete;
    GradMode& operator=(const GradMode&) = delete;

private:
    Engine& m_engine;
    bool m_outer;
};

/// torch.autocast while it lives; leaving the outermost one empties the cache of casted weights.
class AutocastMode {
public:
    AutocastMode(Engine& engine, bool enabled, Dtype low);
    ~AutocastMode();
    AutocastMode(const AutocastMode&) = delete;
    AutocastMode& operator=(const AutocastMode&) = delete;

private:
    Engine& m_engine;
    bool m_outerEnabled;
    Dtype m_outerLow;
};

/// What is born while it lives is that module's.
class InModule {
public:
    InModule(Engine& engine, ModuleId module)
        : m_engine(engine)
        , m_outer(std::exchange(engine.module, module))
    {
    }
    ~InModule() { m_engine.module = m_outer; }
    InModule(const InModule&) = delete;
    InModule& operator=(const InModule&) = delete;

private:
    Engine& m_engine;
    ModuleId m_outer;
};

/// What happens while it lives belongs to that repeated block (Ledger::enterLayer).
class InLayer {
public:
    InLayer(Engine& engine, std::int32_t layer)
        : m_engine(engine)
        , m_outer(engine.ledger.layer())
    {
        engine.ledger.enterLayer(layer);
    }
    ~InLayer() { m_engine.ledger.enterLayer(m_outer); }
    InLayer(const InLayer&) = delete;
    InLayer& operator=(const InLayer&) = delete;

private:
    Engine& m_engine;
    std::int32_t m_outer;
};

/// The argument as an operator that autocast runs in low precision takes it
/// (ATen/autocast_mode.cpp, cached_cast): an fp32 parameter's copy is made once and kept in the
/// cache.
[[nodiscard]] Tensor toLowPrecision(Tensor tensor);
/// The argument as an operator that autocast runs in fp32 takes it.
[[nodiscard]] Tensor toFullPrecision(Tensor tensor);

} // namespace headroom::engine
