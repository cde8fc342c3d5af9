// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/engine/Engine.h"
#include "headroom/engine/Module.h"

#include <string>
#include <vector>

namespace headroom::engine {

/// A model without layers, whose parameters an operator is tried on.
struct Bench {
    explicit Bench(Dtype dtype = Dtype::Fp32)
        : model(engine, dtype, true)
        , root(model)
    {
    }
    ~Bench()
    {
        for (Parameter& parameter : model.parameters())
            parameter.leaf.gradient.reset();
    }
    Tensor parameter(const Dims& sizes)
    {
        return root.parameter("p" + std::to_string(model.parameters().size()), sizes);
    }
    Tensor input(const Dims& sizes, Dtype dtype = Dtype::Fp32)
    {
        return engine.make("input", sizes, dtype);
    }

    /// Births, deaths and kernels' own since an event, as "+400 mm, -400, ~512 softmax".
    std::string since(std::size_t from) const
    {
        std::string text;
        const auto& events = engine.ledger.events();
        for (std::size_t i = from; i < events.size(); ++i) {
            const Event& event = events[i];
            const char* op = event.kind == EventKind::Birth
                ? engine.ledger.births()[event.storage].op
                : event.kind == EventKind::Temporary ? engine.ledger.temporaryName(event)
                                                     : "";
            std::string name = op;
            if (name.starts_with("aten."))
                name = name.substr(5);
            text += text.empty() ? "" : ", ";
            text += event.kind == EventKind::Birth ? "+"
                : event.kind == EventKind::Death   ? "-"
                                                   : "~";
            text += std::to_string(event.bytes);
            if (!name.empty())
                text += " " + name.substr(0, name.find('.'));
        }
        return text;
    }
    [[nodiscard]] std::size_t now() const { return engine.ledger.events().size(); }

    Engine engine;
    Model model;
    Module root;
};

} // namespace headroom::engine
