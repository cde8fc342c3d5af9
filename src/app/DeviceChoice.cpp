// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/DeviceChoice.h"

#include "app/DeviceText.h"
#include "app/Session.h"
#include "headroom/formats/Devices.h"

#include <QCoreApplication>

namespace headroom::app {

QString chooseDevice(Session& session, const QString& id)
{
    const Result<const Device*> device = catalogueDevice(id.toStdString());
    if (!device)
        return {};
    const QString name = QString::fromStdString((*device)->name);
    const Result<void> set =
        session.setFields({{findField("hardware.device"), Value((*device)->id)},
                              {findField("hardware.memory_bytes"), Value()}},
            QCoreApplication::translate("Device", "Choose %1").arg(name));
    return set
        ? QCoreApplication::translate("Device", "The device is %1; undo brings back what was there")
              .arg(name)
        : QString();
}

void chooseNoDevice(Session& session)
{
    static_cast<void>(session.setFields(
        {{findField("hardware.device"), Value()}, {findField("hardware.memory_bytes"), Value()}},
        QCoreApplication::translate("Device", "Choose No Device")));
}

} // namespace headroom::app
