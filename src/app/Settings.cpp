// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Settings.h"

#include <QSettings>

#include <algorithm>

namespace headroom::app {

Settings::Settings() = default;

Settings::Settings(const QString& path)
    : m_file(std::make_unique<QSettings>(path, QSettings::IniFormat))
{
    const QStringList keys = m_file->allKeys();
    for (const QString& key : keys)
        m_values.insert(key, m_file->value(key));
    store(settings::kVersion.key, settings::kVersion.maximum);
}

Settings::~Settings() = default;

QVariant Settings::stored(const char* key) const { return m_values.value(QLatin1String(key)); }

void Settings::store(const char* key, const QVariant& value)
{
    const QString name = QLatin1String(key);
    if (m_values.value(name) == value)
        return;
    m_values.insert(name, value);
    if (m_file)
        m_file->setValue(name, value);
}

int Settings::value(const NumberSetting& setting) const
{
    bool ok = false;
    const int number = stored(setting.key).toInt(&ok);
    return ok ? std::clamp(number, setting.minimum, setting.maximum) : setting.fallback;
}

QString Settings::value(const WordSetting& setting) const
{
    const QString word = stored(setting.key).toString();
    const bool known = std::any_of(setting.words.begin(), setting.words.end(),
        [&](const char* candidate) { return word == QLatin1String(candidate); });
    return known ? word : QString::fromLatin1(setting.fallback);
}

QString Settings::value(const TextSetting& setting) const { return stored(setting.key).toString(); }

QStringList Settings::value(const ListSetting& setting) const
{
    return stored(setting.key).toStringList().mid(0, setting.maximum);
}

QByteArray Settings::value(const StateSetting& setting) const
{
    const QVariant value = stored(setting.key);
    // A text that someone wrote by hand is no state of Qt's.
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : QByteArray();
}

void Settings::set(const NumberSetting& setting, int value)
{
    store(setting.key, std::clamp(value, setting.minimum, setting.maximum));
}

void Settings::set(const WordSetting& setting, const QString& value) { store(setting.key, value); }

void Settings::set(const TextSetting& setting, const QString& value) { store(setting.key, value); }

void Settings::set(const ListSetting& setting, const QStringList& value)
{
    store(setting.key, value.mid(0, setting.maximum));
}

void Settings::set(const StateSetting& setting, const QByteArray& value)
{
    store(setting.key, value);
}

void Settings::reset()
{
    m_values.clear();
    if (m_file) {
        m_file->clear();
        store(settings::kVersion.key, settings::kVersion.maximum);
    }
}

} // namespace headroom::app
