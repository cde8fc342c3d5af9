// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/WindowOptions.h"

#include "app/Settings.h"
#include "headroom/base/NearestWord.h"

#include <QCoreApplication>

#include <array>
#include <functional>
#include <string>

namespace headroom::app {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("WindowOptions", text); }

/// "1280x800".
std::optional<QSize> sizeFrom(const QString& text)
{
    constexpr int kSmallest = 200;
    constexpr int kLargest = 8192;
    const QStringList parts = text.split(u'x');
    if (parts.size() != 2)
        return std::nullopt;
    bool widthOk = false;
    bool heightOk = false;
    const QSize size(parts[0].toInt(&widthOk), parts[1].toInt(&heightOk));
    const auto inRange = [](int length) { return length >= kSmallest && length <= kLargest; };
    if (!widthOk || !heightOk || !inRange(size.width()) || !inRange(size.height()))
        return std::nullopt;
    return size;
}

bool readSize(WindowOptions& options, const QString& value)
{
    options.size = sizeFrom(value);
    return options.size.has_value();
}

bool readTheme(WindowOptions& options, const QString& value)
{
    options.theme =
        value == QLatin1String("dark") ? WindowOptions::Theme::Dark : WindowOptions::Theme::Light;
    return value == QLatin1String("dark") || value == QLatin1String("light");
}

bool readZoom(WindowOptions& options, const QString& value)
{
    bool ok = false;
    options.zoomPercent = value.toInt(&ok);
    return ok && *options.zoomPercent >= settings::kZoomPercent.minimum
        && *options.zoomPercent <= settings::kZoomPercent.maximum;
}

template <QString WindowOptions::*member>
bool readText(WindowOptions& options, const QString& value)
{
    options.*member = value;
    return !value.isEmpty();
}

struct Switch {
    std::string_view name;
    bool WindowOptions::*member;
    bool value;
};
constexpr auto kSwitches = std::to_array<Switch>({
    {"--help", &WindowOptions::help, true},
    {"-h", &WindowOptions::help, true},
    {"--version", &WindowOptions::version, true},
    {"-v", &WindowOptions::version, true},
    {"--no-session", &WindowOptions::session, false},
    {"--reset-settings", &WindowOptions::resetSettings, true},
});

struct ValueOption {
    std::string_view name;
    bool (*read)(WindowOptions&, const QString&);
    const char* expected;
};
constexpr auto kValueOptions = std::to_array<ValueOption>({
    {"--screenshot", readText<&WindowOptions::screenshot>,
        QT_TRANSLATE_NOOP("WindowOptions", "the name of a PNG file")},
    {"--size", readSize,
        QT_TRANSLATE_NOOP(
            "WindowOptions", "width x height in pixels, as in 1280x800, from 200 to 8192 each")},
    {"--theme", readTheme, QT_TRANSLATE_NOOP("WindowOptions", "light or dark")},
    {"--tab", readText<&WindowOptions::tab>,
        QT_TRANSLATE_NOOP("WindowOptions", "the name of a tab")},
    {"--dialog", readText<&WindowOptions::dialog>,
        QT_TRANSLATE_NOOP("WindowOptions", "the name of a dialog")},
    {"--zoom", readZoom, QT_TRANSLATE_NOOP("WindowOptions", "a percentage from 50 to 300")},
    {"--language", readText<&WindowOptions::language>,
        QT_TRANSLATE_NOOP("WindowOptions", "the code of a language, as in de")},
});

QString unknown(const QString& name)
{
    std::array<std::string_view, kSwitches.size() + kValueOptions.size()> names;
    std::size_t count = 0;
    for (const Switch& item : kSwitches)
        names[count++] = item.name;
    for (const ValueOption& item : kValueOptions)
        names[count++] = item.name;
    const std::string near = nearestWord(name.toStdString(), names);
    if (near.empty())
        return tr("there is no option “%1”; --help lists them").arg(name);
    return tr("there is no option “%1”; did you mean “%2”?")
        .arg(name, QString::fromStdString(near));
}

} // namespace

ParsedOptions parseWindowOptions(const QStringList& arguments)
{
    // Options of Qt's own, each with a value.
    static const QStringList kOfQt = {QStringLiteral("-platform"), QStringLiteral("-style"),
        QStringLiteral("-stylesheet"), QStringLiteral("-geometry"), QStringLiteral("-title"),
        QStringLiteral("-display"), QStringLiteral("-qwindowtitle"),
        QStringLiteral("-qwindowgeometry")};
    WindowOptions options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (argument == QLatin1String("--")) {
            options.files += arguments.mid(i + 1);
            break;
        }
        if (!argument.startsWith(u'-') || argument == QLatin1String("-")) {
            options.files.append(argument);
            continue;
        }
        if (argument == QLatin1String("-reverse")) {
            options.forQt.append(argument);
            continue;
        }
        if (kOfQt.contains(argument) && i + 1 < arguments.size()) {
            options.forQt += {argument, arguments[i + 1]};
            ++i;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.left(equals);
        const std::string key = name.toStdString();
        const auto plain = std::find_if(kSwitches.begin(), kSwitches.end(),
            [&](const Switch& item) { return item.name == key; });
        if (plain != kSwitches.end()) {
            if (equals >= 0)
                return {{}, tr("the option %1 takes no value").arg(name)};
            options.*(plain->member) = plain->value;
            continue;
        }
        const auto option = std::find_if(kValueOptions.begin(), kValueOptions.end(),
            [&](const ValueOption& item) { return item.name == key; });
        if (option == kValueOptions.end())
            return {{}, unknown(name)};
        if (equals < 0 && i + 1 == arguments.size())
            return {{}, tr("the option %1 needs %2").arg(name, tr(option->expected))};
        const QString value = equals >= 0 ? argument.mid(equals + 1) : arguments[++i];
        if (!option->read(options, value))
            return {{}, tr("%1: expected %2; found “%3”").arg(name, tr(option->expected), value)};
    }
    return {options, {}};
}

QString windowHelp()
{
    return tr(
        "Usage: headroom-desktop [options] [file]...\n"
        "\n"
        "Opens the window of Headroom: how much memory a neural network takes to train,\n"
        "fine-tune or serve, and where it goes. The file is a scenario (*.headroom.json),\n"
        "or a model: config.json, safetensors, GGUF, ONNX, PyTorch, or a folder of them.\n"
        "\n"
        "  --no-session         start with Example 1, and leave no trace of this session\n"
        "  --reset-settings     forget the window's settings first; presets stay\n"
        "  --language CODE      show the window in that language (en, de)\n"
        "  --theme light|dark   colours of its own in place of the desktop's\n"
        "  --size WxH           the window's size\n"
        "  --tab NAME           the tab that is shown first: breakdown, timeline, layers, "
        "file,\n"
        "                       fit, advice, what-if, compare, measured, guide; network of an own network\n"
        "  --dialog NAME        the dialog that is open over it: models, devices, presets, about\n"
        "  --zoom PERCENT       the size of the text\n"
        "  --screenshot FILE    draw the window into a PNG file without a display, and exit\n"
        "  -h, --help           show this text and exit\n"
        "  -v, --version        show the version and exit\n"
        "\n"
        "Example: headroom-desktop --screenshot bert.png --size 1280x800 --theme dark "
        "bert.headroom.json\n"
        "QT_SCALE_FACTOR=2 draws at twice the resolution. The command line is headroom.\n");
}

} // namespace headroom::app
