// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/formats/ModelFile.h"

#include <QString>

#include <vector>

namespace headroom::app {

// A model file in the words of the window.

/// A line of what the file says.
struct FileFact {
    QString label;
    QString value;
    QString exact; ///< for a tool tip; empty: nothing more
};
[[nodiscard]] std::vector<FileFact> fileFacts(const ModelFile& file, UnitSystem units);

/// Something odd, with the part of the file that it is of.
struct FileRemark {
    ProblemSeverity severity = ProblemSeverity::Note;
    QString where;
    QString text;
};
/// Of the file and its components, the worst first.
[[nodiscard]] std::vector<FileRemark> fileRemarks(const ModelFile& file);
/// "Error", and what that means for the figures.
[[nodiscard]] QString severityText(ProblemSeverity severity);
[[nodiscard]] QString severityMeaning(ProblemSeverity severity);

/// The share that a type has of the file's bytes.
struct TypeShare {
    QString type;
    Bytes bytes;
    QString size; ///< "3.8 GiB"
    QString share; ///< "81.20%"
    QString detail; ///< "Tensors: 226. Elements: …. Bytes: …"
    friend bool operator==(const TypeShare&, const TypeShare&) = default;
};
/// The largest first; from a number of types on the small ones together.
[[nodiscard]] std::vector<TypeShare> typeShares(const ModelFile& file, UnitSystem units);

} // namespace headroom::app
