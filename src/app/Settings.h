// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>
#include <span>

class QSettings;

namespace headroom::app {

struct NumberSetting {
    const char* key;
    int fallback;
    int minimum;
    int maximum;
};

/// One of a few words.
struct WordSetting {
    const char* key;
    const char* fallback;
    std::span<const char* const> words;
};

struct TextSetting {
    const char* key;
};

struct ListSetting {
    const char* key;
    qsizetype maximum;
};

/// What Qt made and reads itself: geometry, splitters.
struct StateSetting {
    const char* key;
};

namespace settings {

inline constexpr const char* kUnitWords[] = {"binary", "decimal"};

inline constexpr NumberSetting kVersion{"version", 1, 1, 1};
inline constexpr NumberSetting kZoomPercent{"view/zoom", 100, 50, 300};
inline constexpr WordSetting kUnits{"view/units", "binary", kUnitWords};
inline constexpr TextSetting kTab{"view/tab"};
inline constexpr StateSetting kGeometry{"window/geometry"};
inline constexpr StateSetting kWindowState{"window/state"};
inline constexpr StateSetting kSplitter{"window/splitter"};
inline constexpr TextSetting kDirectory{"files/directory"};
inline constexpr ListSetting kRecentFiles{"files/recent", 10};

} // namespace settings

/// What the window remembers from one start to the next. Whatever stands in the file, what is read
/// is of the right kind and in its range, or the default.
class Settings {
public:
    /// Without a file: remembers until the end of the process.
    Settings();
    explicit Settings(const QString& path);
    ~Settings();

    [[nodiscard]] int value(const NumberSetting& setting) const;
    [[nodiscard]] QString value(const WordSetting& setting) const;
    [[nodiscard]] QString value(const TextSetting& setting) const;
    [[nodiscard]] QStringList value(const ListSetting& setting) const;
    [[nodiscard]] QByteArray value(const StateSetting& setting) const;

    void set(const NumberSetting& setting, int value);
    void set(const WordSetting& setting, const QString& value);
    void set(const TextSetting& setting, const QString& value);
    void set(const ListSetting& setting, const QStringList& value);
    void set(const StateSetting& setting, const QByteArray& value);

    /// Back to the defaults of all of them.
    void reset();

private:
    [[nodiscard]] QVariant stored(const char* key) const;
    void store(const char* key, const QVariant& value);

    std::unique_ptr<QSettings> m_file; ///< nullptr: none
    QHash<QString, QVariant> m_values;
};

} // namespace headroom::app
