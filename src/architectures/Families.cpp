// SPDX-License-Identifier: GPL-3.0-or-later
#include "architectures/Families.h"

#include "headroom/architectures/Step.h"

#include <algorithm>

namespace headroom::architectures {

const Family* findFamily(std::string_view type)
{
    for (const Family& family : families()) {
        if (std::find(family.types.begin(), family.types.end(), type) != family.types.end())
            return &family;
    }
    return nullptr;
}

std::vector<std::string_view> knownModelTypes()
{
    std::vector<std::string_view> types;
    for (const Family& family : families())
        types.insert(types.end(), family.types.begin(), family.types.end());
    return types;
}

} // namespace headroom::architectures
