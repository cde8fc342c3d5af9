// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/RoleColour.h"

namespace headroom {

std::string_view roleColourHex(Role role, Ground ground)
{
    const bool dark = ground == Ground::Dark;
    switch (role) {
    case Role::Parameter:
    case Role::Buffer:
        return dark ? "#4BA3DB" : "#0072B2";
    case Role::MasterWeight:
        return dark ? "#2F7FB5" : "#004B75";
    case Role::OptimizerState:
        return dark ? "#F2B84B" : "#C98A00";
    case Role::Gradient:
        return dark ? "#35B892" : "#00805E";
    case Role::Activation:
    case Role::Batch:
        return dark ? "#F08A4B" : "#D55E00";
    case Role::KvCache:
        return dark ? "#D98BB8" : "#B0578D";
    case Role::Temporary:
        return dark ? "#B39DDB" : "#8A6FB0";
    case Role::Workspace:
    case Role::Convolutions:
    case Role::Kept:
    case Role::Context:
    case Role::Communication:
        break;
    }
    return dark ? "#9A9A9A" : "#7A7A7A";
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
    case Role::Workspace:
    case Role::Convolutions:
    case Role::Kept:
    case Role::Context:
    case Role::Communication:
        break;
    }
    return 90;
}

} // namespace headroom
