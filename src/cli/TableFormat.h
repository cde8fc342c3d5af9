// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Bytes.h"
#include "headroom/base/Count.h"
#include "headroom/base/Result.h"

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace headroom::cli {

/// The option --format of a command that answers with a table.
class TableFormat {
public:
    void declare(CLI::App& app);
    [[nodiscard]] Result<void> checkUsage();

    /// What of these functions of the answer gives the chosen format.
    template <typename Text, typename Json, typename Csv>
    [[nodiscard]] std::string write(Text text, Json json, Csv csv) const
    {
        switch (m_kind) {
        case Kind::Text:
            break;
        case Kind::Json:
            return json();
        case Kind::Csv:
            return csv();
        }
        return text();
    }

    enum class Kind : std::uint8_t { Text, Json, Csv };

private:
    std::string m_name = "text";
    Kind m_kind = Kind::Text;
};

/// As a table whose heading says GiB shows it: "1.25".
[[nodiscard]] inline std::string gib(Bytes bytes) { return formatRatio(bytes.value, kGiB, 2); }

} // namespace headroom::cli
