// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/DeviceText.h"

#include "app/Breakdown.h"
#include "headroom/formats/Devices.h"

#include <QCoreApplication>
#include <QStringList>

namespace headroom::app {
namespace {

std::vector<const Device*> knownDevices(bool withCpu)
{
    constexpr std::string_view kCpu = "local-cpu";
    std::vector<const Device*> devices;
    for (const LocalDevice& local : thisMachine()) {
        if (withCpu || local.device.id != kCpu)
            devices.push_back(&local.device);
    }
    for (const Device& device : catalogueDevices())
        devices.push_back(&device);
    return devices;
}

QString deviceWords(const char* english) { return QCoreApplication::translate("Device", english); }

} // namespace

const Device* deviceOf(const Scenario& scenario)
{
    if (!scenario.hardware.device)
        return nullptr;
    const Result<const Device*> device = catalogueDevice(*scenario.hardware.device);
    return device ? *device : nullptr;
}

QString deviceKindText(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Datacenter:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "Data center"));
    case DeviceKind::Workstation:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "Workstation"));
    case DeviceKind::Consumer:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "Consumer"));
    case DeviceKind::Laptop:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "Laptop"));
    case DeviceKind::Unified:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "Unified memory"));
    case DeviceKind::Tpu:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "TPU"));
    }
    return {};
}

QString soldText(const Device& device)
{
    return deviceWords(QT_TRANSLATE_NOOP("Device", "%L1 GB")).arg(device.memory.value / kGiB);
}

QString capacitySourceText(const Device& device)
{
    switch (device.capacitySource) {
    case CapacitySource::Driver:
        return deviceWords(QT_TRANSLATE_NOOP("Device", "as its driver reports"));
    case CapacitySource::AsSold:
        return deviceWords(QT_TRANSLATE_NOOP(
            "Device", "as it is sold: what its driver leaves to programs is not known"));
    case CapacitySource::Share:
        return deviceWords(QT_TRANSLATE_NOOP(
            "Device", "three quarters of the memory that it shares with the CPU, an assumption"));
    }
    return {};
}

QString hardwareText(const Scenario& scenario, UnitSystem units)
{
    QStringList parts;
    if (scenario.hardware.device)
        parts += deviceName(*scenario.hardware.device);
    if (scenario.hardware.memoryBytes)
        parts += sizeText(*scenario.hardware.memoryBytes, units);
    return parts.join(QStringLiteral(", "));
}

QString deviceName(const std::string& id)
{
    if (id == "custom")
        return {};
    const Result<const Device*> device = catalogueDevice(id);
    return QString::fromStdString(device ? (*device)->name : id);
}

const std::vector<const Device*>& devicesToChoose()
{
    static const std::vector<const Device*> devices = knownDevices(true);
    return devices;
}

const std::vector<const Device*>& devicesToFit()
{
    static const std::vector<const Device*> devices = knownDevices(false);
    return devices;
}

QString deviceSearchText(const Device& device)
{
    const QStringList parts{QString::fromStdString(device.name),
        QString::fromStdString(device.vendor), QString::fromStdString(device.id),
        QString::fromStdString(device.architecture), deviceKindText(device.kind), soldText(device),
        QStringLiteral("%1GB").arg(device.memory.value / kGiB)};
    return parts.join(u' ');
}

} // namespace headroom::app
