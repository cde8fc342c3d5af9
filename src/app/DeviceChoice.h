// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom::app {

class Session;

/// Makes that device of the catalogue the scenario's, in place of memory that was typed in, as one
/// step. The notice that says so; empty where there is no such device.
QString chooseDevice(Session& session, const QString& id);

/// The scenario has no device and no memory of one, as one step.
void chooseNoDevice(Session& session);

} // namespace headroom::app
