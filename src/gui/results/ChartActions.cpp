// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/ChartActions.h"

#include "app/ResultsClipboard.h"
#include "gui/Dialogs.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QWidget>

namespace headroom::gui {
namespace {

/// What a file system takes of a title.
QString fileName(const QString& title)
{
    QString name;
    for (const QChar c : title)
        name += c.isLetterOrNumber() || c == u'-' || c == u'.' ? c : QChar(u' ');
    name = name.simplified();
    return name.isEmpty() ? QStringLiteral("Headroom") : name;
}

} // namespace

ChartActions::ChartActions(std::function<ChartDocument()> document, QWidget* parent)
    : QObject(parent)
    , m_document(std::move(document))
    , m_window(parent)
    , m_dialogs(&desktopDialogs())
    , m_clipboard(&app::systemClipboard())
{
    connect(add(tr("&Copy Chart as Picture"), "actionCopyChart"), &QAction::triggered, this,
        &ChartActions::copy);
    const auto addExport = [this](const QString& text, const char* name, PictureFormat format,
                               const QString& filter, const QString& suffix) {
        connect(add(text, name), &QAction::triggered, this,
            [this, format, filter, suffix] { exportAs(format, filter, suffix); });
    };
    addExport(tr("Export Chart as &PNG…"), "actionExportChartPng", PictureFormat::Png,
        tr("PNG pictures (*.png)"), QStringLiteral("png"));
    addExport(tr("Export Chart as &SVG…"), "actionExportChartSvg", PictureFormat::Svg,
        tr("SVG drawings (*.svg)"), QStringLiteral("svg"));
    addExport(tr("Export Chart as P&DF…"), "actionExportChartPdf", PictureFormat::Pdf,
        tr("PDF documents (*.pdf)"), QStringLiteral("pdf"));
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_all += separator;
    auto* kinds = new QActionGroup(this);
    m_pie = add(tr("P&ie Chart"), "actionPieChart");
    m_bars = add(tr("&Bar Chart"), "actionBarChart");
    for (QAction* kind : {m_pie, m_bars}) {
        kind->setCheckable(true);
        kinds->addAction(kind);
    }
    m_pie->setChecked(true);
    connect(kinds, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        Q_EMIT kindChosen(chosen == m_pie ? BreakdownChart::Kind::Pie : BreakdownChart::Kind::Bars);
    });
}

QAction* ChartActions::add(const QString& text, const char* name)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    m_all += action;
    return action;
}

void ChartActions::setKind(BreakdownChart::Kind kind)
{
    (kind == BreakdownChart::Kind::Pie ? m_pie : m_bars)->setChecked(true);
}

void ChartActions::copy()
{
    auto data = std::make_unique<QMimeData>();
    data->setImageData(chartImage(m_document()));
    Q_EMIT notice(m_clipboard->put(std::move(data)) ? tr("Chart copied")
                                                    : tr("The clipboard refused the chart"));
}

void ChartActions::exportAs(PictureFormat format, const QString& filter, const QString& suffix)
{
    const ChartDocument document = m_document();
    const QString suggestion = QDir(m_folder.isEmpty() ? QDir::homePath() : m_folder)
                                   .filePath(fileName(document.title) + u'.' + suffix);
    QString path = m_dialogs->saveFile(m_window, tr("Export Chart"), suggestion, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + suffix;
    const QByteArray bytes = chartFile(document, format);
    QSaveFile file(path);
    if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
        || !file.commit()) {
        Q_EMIT notice(
            tr("“%1” was not written: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    m_folder = QFileInfo(path).path();
    Q_EMIT notice(tr("Chart written to “%1”").arg(QDir::toNativeSeparators(path)));
}

} // namespace headroom::gui
