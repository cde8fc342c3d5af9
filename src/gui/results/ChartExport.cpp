// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/ChartExport.h"

#include "app/RoleColours.h"

#include <QApplication>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace headroom::gui {
namespace {

constexpr QSize kSize(800, 480);
constexpr int kPictureMargin = 24;
constexpr int kResolution = 96;

QPalette lightPalette()
{
    QPalette palette(QColor(Qt::white), QColor(Qt::white));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        palette.setColor(role, Qt::black);
    constexpr int kMuted = 0x60;
    palette.setColor(QPalette::PlaceholderText, QColor(kMuted, kMuted, kMuted));
    return palette;
}

QFont pictureFont()
{
    QFont font = QApplication::font();
    constexpr int kPixels = 14;
    font.setPixelSize(kPixels);
    return font;
}

/// Draws the text from the top of the area and gives the area below it.
QRect drawParagraph(QPainter& painter, const QRect& area, const QString& text)
{
    QRect taken;
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text, &taken);
    return area.adjusted(0, taken.height(), 0, 0);
}

/// Swatch, name, size and share of each item; as wide as it must be, at the right of the area.
/// Gives what is left of it.
QRect drawTable(
    QPainter& painter, const QRect& area, const app::Breakdown& breakdown, const QPalette& palette)
{
    constexpr int kLine = 26;
    constexpr int kGap = 16;
    const QFontMetrics metrics = painter.fontMetrics();
    int label = 0;
    int size = metrics.horizontalAdvance(breakdown.totalSize);
    const int share = metrics.horizontalAdvance(QStringLiteral("100.00%"));
    for (const app::BreakdownItem& item : breakdown.items) {
        label = qMax(label, metrics.horizontalAdvance(item.label));
        size = qMax(size, metrics.horizontalAdvance(item.size));
    }
    label = qMin(label, area.width() / 3);
    const int swatch = metrics.ascent();
    const int width = swatch + kGap / 2 + label + kGap + size + kGap + share;
    int y = area.top() + (area.height() - kLine * static_cast<int>(breakdown.items.size() + 1)) / 2;
    const int left = area.right() - width;
    const auto line = [&](const QString& name, const QString& amount, const QString& part) {
        QRect cell(left + swatch + kGap / 2, y, label, kLine);
        painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(name, Qt::ElideMiddle, label));
        cell = QRect(cell.right() + kGap, y, size, kLine);
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, amount);
        cell = QRect(cell.right() + kGap, y, share, kLine);
        painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, part);
        y += kLine;
    };
    painter.setPen(palette.color(QPalette::WindowText));
    for (const app::BreakdownItem& item : breakdown.items) {
        painter.fillRect(QRect(left, y + (kLine - swatch) / 2, swatch, swatch),
            app::roleColour(item.role, false));
        line(item.label, item.size, item.share);
    }
    QFont bold = painter.font();
    bold.setBold(true);
    painter.setFont(bold);
    line(breakdown.isUse       ? BreakdownChart::tr("Used")
            : breakdown.isPeak ? BreakdownChart::tr("Peak")
                               : BreakdownChart::tr("Total"),
        breakdown.totalSize, QString());
    return area.adjusted(0, 0, -width - kGap, 0);
}

void draw(QPainter& painter, const ChartDocument& document)
{
    const QPalette palette = lightPalette();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(QRect(QPoint(), kSize), Qt::white);
    QRect area = QRect(QPoint(), kSize)
                     .adjusted(kPictureMargin, kPictureMargin, -kPictureMargin, -kPictureMargin);

    QFont font = pictureFont();
    QFont title = font;
    constexpr int kTitlePixels = 20;
    title.setPixelSize(kTitlePixels);
    title.setBold(true);
    painter.setFont(title);
    painter.setPen(palette.color(QPalette::WindowText));
    area = drawParagraph(painter, area, document.title);
    constexpr int kGap = 8;
    QFont small = font;
    constexpr int kSmallPixels = 12;
    small.setPixelSize(kSmallPixels);
    painter.setFont(small);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    area = drawParagraph(painter, area.adjusted(0, kGap, 0, 0), document.caption);

    painter.setFont(font);
    area = drawTable(painter, area.adjusted(0, 2 * kGap, 0, 0), document.breakdown, palette);
    BreakdownChart chart;
    chart.setPalette(palette);
    chart.setFont(font);
    chart.setKind(document.kind);
    chart.setBreakdown(document.breakdown);
    chart.setAttribute(Qt::WA_DontShowOnScreen);
    chart.resize(area.size());
    chart.show(); // lays the chart out
    painter.save();
    chart.drawChart(painter, area);
    painter.restore();
}

} // namespace

QImage chartImage(const ChartDocument& document)
{
    constexpr int kRatio = 2;
    QImage image(kSize * kRatio, QImage::Format_RGB32);
    image.setDevicePixelRatio(kRatio);
    QPainter painter(&image);
    draw(painter, document);
    return image;
}

QByteArray chartFile(const ChartDocument& document, PictureFormat format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    switch (format) {
    case PictureFormat::Png:
        chartImage(document).save(&buffer, "PNG");
        break;
    case PictureFormat::Svg: {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(kSize);
        generator.setViewBox(QRect(QPoint(), kSize));
        generator.setResolution(kResolution);
        generator.setTitle(document.title);
        generator.setDescription(app::describe(document.breakdown));
        QPainter painter(&generator);
        draw(painter, document);
        break;
    }
    case PictureFormat::Pdf: {
        QPdfWriter writer(&buffer);
        constexpr qreal kPointsPerInch = 72;
        writer.setResolution(kResolution);
        writer.setPageMargins({});
        writer.setPageSize(
            QPageSize(QSizeF(kSize) * kPointsPerInch / kResolution, QPageSize::Point));
        writer.setTitle(document.title);
        writer.setCreator(QStringLiteral("Headroom"));
        QPainter painter(&writer);
        draw(painter, document);
        break;
    }
    }
    return bytes;
}

} // namespace headroom::gui
