// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/Command.h"
#include "headroom/base/EnumTable.h"
#include "headroom/base/Value.h"

#include <array>
#include <memory>

namespace headroom::cli {

enum class ListFormat { Text, Json };

} // namespace headroom::cli

namespace headroom {
template <> struct EnumNames<cli::ListFormat> {
    static constexpr auto kTable = std::to_array<EnumName<cli::ListFormat>>({
        {cli::ListFormat::Text, "text"},
        {cli::ListFormat::Json, "json"},
    });
};
} // namespace headroom

namespace headroom::cli {

/// A command that lists something the program knows, as a table or as JSON.
class ListCommand : public Command {
public:
    void declare(CLI::App& app) override;
    [[nodiscard]] Result<void> checkUsage() override;
    [[nodiscard]] Result<Output> run(const Console& console) override;

protected:
    [[nodiscard]] virtual Result<std::string> text() const = 0;
    /// The list, under `"headroom": 1`.
    [[nodiscard]] virtual Result<Value::Member> list() const = 0;

private:
    std::string m_formatName = "text";
    ListFormat m_format = ListFormat::Text;
};

} // namespace headroom::cli
