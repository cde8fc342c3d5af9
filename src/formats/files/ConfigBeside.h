// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/FileFormat.h"

namespace headroom::files {

/// What a config.json object says, into `file`: model, quantization, dtype, context, cache, and the
/// counts of parameters. `where` names it in problems; empty: it is the file itself.
void useConfig(ModelFile& file, const Value& config, const std::string& where);

/// The config.json that lies beside a file of weights, where there is one. The count of parameters
/// stays the weights' own; what the config says of it is returned, without its tensors.
std::optional<ModelFile> useConfigBeside(ModelFile& file, const Neighbours& neighbours);

/// A JSON object of at most 16 MiB that lies beside; none where there is no such file. What is
/// wrong with it becomes a problem.
[[nodiscard]] std::optional<Value> readJsonBeside(
    ModelFile& file, const Neighbours& neighbours, const std::string& name);

/// The source as a JSON object with its lines; Malformed where it is none.
[[nodiscard]] Value readJsonObject(ByteSource& source);

} // namespace headroom::files
