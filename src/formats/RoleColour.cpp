// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/RoleColour.h"

namespace headroom {

std::string_view roleColourHex(Role role)
{
    switch (role) {
    case Role::Parameter:
    case Role::Buffer:
        return "#0072B2";
    case Role::MasterWeight:
        return "#004B75";
    case Role::OptimizerState:
        return "#C98A00";
    case Role::Gradient:
        return "#00805E";
    case Role::Activation:
    case Role::Batch:
        return "#D55E00";
    case Role::KvCache:
        return "#B0578D";
    case Role::Temporary:
        return "#8A6FB0";
    }
    return "#7A7A7A";
}

int roleTerminalColour(Role role)
{
    switch (role) {
    case Role::Parameter:
    case Role::Buffer:
        return 34;
    case Role::MasterWeight:
        return 36;
    case Role::OptimizerState:
        return 33;
    case Role::Gradient:
        return 32;
    case Role::Activation:
    case Role::Batch:
        return 31;
    case Role::KvCache:
        return 35;
    case Role::Temporary:
        return 95;
    }
    return 90;
}

} // namespace headroom
