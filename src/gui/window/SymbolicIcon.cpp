// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/SymbolicIcon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

// The macro declares a function of the global namespace.
static void initResources() { Q_INIT_RESOURCE(headroom); }

namespace headroom::gui {
namespace {

class SymbolicIconEngine : public QIconEngine {
public:
    explicit SymbolicIconEngine(QString name)
        : m_name(std::move(name))
    {
        QFile file(QStringLiteral(":/icons/") + m_name + QStringLiteral(".svg"));
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
    }

    void paint(
        QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QPalette::ColorGroup group =
            mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QPalette::ColorRole role =
            mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        QByteArray svg = m_svg;
        svg.replace("currentColor", palette.color(group, role).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new SymbolicIconEngine(*this); }
    bool isNull() override { return m_svg.isEmpty(); }
    QString key() const override { return QStringLiteral("headroom-symbolic"); }

private:
    QString m_name;
    QByteArray m_svg;
};

} // namespace

QIcon symbolicIcon(const QString& name)
{
    useResources();
    return QIcon(new SymbolicIconEngine(name));
}

void useResources() { initResources(); }

} // namespace headroom::gui
