// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/Engines.h"

#include "headroom/core/DriverMemory.h"

#include <algorithm>
#include <utility>

namespace headroom::serving {

ServingRow exactRow(const char* id, const char* label, std::uint64_t bytes, Text source)
{
    return {id, label, Bytes{bytes}, Bytes{bytes}, Bytes{bytes}, std::move(source)};
}

ServingRow contextRow(const Request& request)
{
    const DriverMemory driver = driverMemoryOf(request.device);
    const Bytes context = contextOf(request.scenario, request.device);
    return {"context", HEADROOM_TEXT("core", "Context"), context,
        std::min(context, driver.leastContext), std::max(context, driver.mostContext),
        driver.source};
}

std::uint64_t sumOf(const std::vector<ServingRow>& rows)
{
    Wide sum = 0;
    for (const ServingRow& row : rows)
        sum += row.bytes.value;
    return held(sum);
}

} // namespace headroom::serving
