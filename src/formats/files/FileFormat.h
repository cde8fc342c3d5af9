// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/files/ByteSource.h"
#include "headroom/formats/ModelFile.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace headroom::files {

/// The files that lie beside the one that is read: shards, a config.json. Nothing else can be
/// reached: names that lead elsewhere and links out of the folder are refused.
class Neighbours {
public:
    explicit Neighbours(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }
    /// Nothing lies beside bytes that came by standard input.
    Neighbours() = default;

    /// nullptr where there is none. Throws Malformed where there is one that must not be read.
    [[nodiscard]] std::unique_ptr<ByteSource> open(const std::string& name) const;
    [[nodiscard]] bool isKnown() const { return m_folder.has_value(); }
    [[nodiscard]] const std::optional<std::filesystem::path>& folder() const { return m_folder; }

private:
    std::optional<std::filesystem::path> m_folder;
};

/// Whether a name that a file gives stays within the file's folder: no absolute path, no "..", no
/// drive, no backslash.
[[nodiscard]] bool staysInFolder(std::string_view name);

/// What a reader is given.
struct Input {
    ByteSource& source;
    const Neighbours& neighbours;
    std::string name; ///< of the file, without folders
    std::string_view head; ///< its first bytes
};

inline constexpr std::size_t kHeadBytes = 4096;

/// A format: the file <Name>.cpp defines `FileFormat <name>Format()`, and CMakeLists.txt has a line
/// for it.
struct FileFormat {
    std::string_view id;
    std::string_view name;
    std::string_view endings; ///< "*.safetensors"
    const char* description = "";
    /// Whether the content is of this format. Asked of one after the other, in the table's order;
    /// where none says so, the ending of the name decides.
    bool (*matches)(const Input& input) = nullptr;
    /// Throws Malformed.
    ModelFile (*read)(const Input& input) = nullptr;
};

[[nodiscard]] std::span<const FileFormat> formatTable();

/// By content, else by the name's ending; nullptr where there is none.
[[nodiscard]] const FileFormat* formatOf(const Input& input);
/// Reads a source of any format.
[[nodiscard]] ModelFile readSource(
    ByteSource& source, const Neighbours& neighbours, std::string name);
/// Reads a neighbour as a part of this file: its bytes count.
[[nodiscard]] ModelFile readNeighbour(
    ByteSource& source, const Neighbours& neighbours, std::string name);

/// A folder of model files.
[[nodiscard]] ModelFile readFolder(const std::filesystem::path& folder);

/// Sums, shares by dtype and counts of what `tensors` lists.
void addUp(ModelFile& file);

/// A file's first bytes, for messages: as text, or as numbers where they are none.
[[nodiscard]] std::string quoteStart(std::string_view head);

void addProblem(ModelFile& file, ProblemSeverity severity, std::string where, Text message);

/// a × b and a + b, or Malformed at that place.
[[nodiscard]] std::uint64_t multiply(std::uint64_t a, std::uint64_t b, const std::string& where);
[[nodiscard]] std::uint64_t sum(std::uint64_t a, std::uint64_t b, const std::string& where);
[[nodiscard]] std::uint64_t elementsOf(
    std::span<const std::uint64_t> shape, const std::string& where);
/// "2, 3, 5".
[[nodiscard]] std::string shapeText(
    std::span<const std::uint64_t> shape, std::string_view separator = ", ");

/// No file has more: what claims it wants to fill the memory.
inline constexpr std::uint64_t kMostTensors = 1'000'000;

} // namespace headroom::files
