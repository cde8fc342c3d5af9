// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ResultsClipboard.h"

#include "app/LocaleText.h"
#include "app/PresetLibrary.h"

#include <QClipboard>
#include <QGuiApplication>

namespace headroom::app {
namespace {

QByteArray report(
    ReportFormat format, const Scenario& scenario, const Estimate& estimate, UnitSystem units)
{
    ReportOptions options;
    options.units = units;
    Scenario titled = scenario;
    if (format != ReportFormat::Json)
        titled.name = presetTitle(QString::fromStdString(scenario.name)).toStdString();
    return QByteArray::fromStdString(writeReport(format, titled, estimate, options, LocaleText()));
}

QString mimeType(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return QStringLiteral("application/json");
    case ReportFormat::Csv:
        return QStringLiteral("text/csv");
    case ReportFormat::Markdown:
        return QStringLiteral("text/markdown");
    case ReportFormat::Html:
        return QStringLiteral("text/html");
    case ReportFormat::Latex:
        return QStringLiteral("application/x-latex");
    case ReportFormat::Text:
        break;
    }
    return QStringLiteral("text/plain");
}

class SystemClipboard : public Clipboard {
public:
    bool put(std::unique_ptr<QMimeData> data) override
    {
        QClipboard* clipboard = QGuiApplication::clipboard();
        const QStringList formats = data->formats();
        clipboard->setMimeData(data.release());
        // setMimeData() says nothing when it fails; what is there afterwards does. Some platforms
        // give nullptr.
        const QMimeData* there = clipboard->mimeData();
        if (there == nullptr)
            return false;
        for (const QString& format : formats) {
            if (there->hasFormat(format))
                return true;
        }
        return false;
    }
};

} // namespace

std::unique_ptr<QMimeData> resultsMimeData(
    const Scenario& scenario, const Estimate& estimate, UnitSystem units)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromUtf8(report(ReportFormat::Text, scenario, estimate, units)));
    data->setHtml(QString::fromUtf8(report(ReportFormat::Html, scenario, estimate, units)));
    data->setData(
        mimeType(ReportFormat::Csv), report(ReportFormat::Csv, scenario, estimate, units));
    return data;
}

std::unique_ptr<QMimeData> reportMimeData(
    ReportFormat format, const Scenario& scenario, const Estimate& estimate, UnitSystem units)
{
    auto data = std::make_unique<QMimeData>();
    const QByteArray text = report(format, scenario, estimate, units);
    data->setText(QString::fromUtf8(text));
    if (format != ReportFormat::Text)
        data->setData(mimeType(format), text);
    return data;
}

Clipboard& systemClipboard()
{
    static SystemClipboard clipboard;
    return clipboard;
}

} // namespace headroom::app
