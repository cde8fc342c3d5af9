// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Value.h"
#include "headroom/core/FileFacts.h"

#include <memory>
#include <string>
#include <string_view>

namespace headroom {

/// The models that a scenario may name: by id (model.catalogue), or by a path (model.file). The
/// core reads no files: whoever does hands it one of these.
class ModelCatalogue {
public:
    ModelCatalogue() = default;
    ModelCatalogue(const ModelCatalogue&) = delete;
    ModelCatalogue& operator=(const ModelCatalogue&) = delete;
    virtual ~ModelCatalogue() = default;

    /// The config.json object of that model, which lives as long as the catalogue; or an
    /// UnknownName error that offers the nearest.
    [[nodiscard]] virtual Result<const Value*> config(std::string_view id) const = 0;
    /// What the quantized file at that path says; or an error with the file's name and the place in
    /// it. Asked from several threads at once.
    [[nodiscard]] virtual Result<std::shared_ptr<const FileFacts>> file(
        const std::string& path) const = 0;
};

} // namespace headroom
