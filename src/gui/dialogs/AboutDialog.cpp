// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs/AboutDialog.h"

#include "ui_AboutDialog.h"

#include "headroom/base/Version.h"

#include <QApplication>
#include <QClipboard>
#include <QFontInfo>
#include <QLocale>
#include <QStyle>
#include <QSysInfo>

namespace headroom::gui {

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::AboutDialog>())
{
    m_ui->setupUi(this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setBold(true);
    m_ui->titleLabel->setFont(large);
    m_ui->titleLabel->setText(tr("Headroom %1").arg(QLatin1String(kVersion)));
    m_ui->debugTextEdit->setPlainText(debugInfo(parentWidget() != nullptr ? parentWidget() : this));
    constexpr int kColumns = 70;
    constexpr int kLines = 8;
    m_ui->debugTextEdit->setMinimumSize(
        kColumns * fontMetrics().averageCharWidth(), kLines * fontMetrics().lineSpacing());
    connect(m_ui->copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->debugTextEdit->toPlainText()); });
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

AboutDialog::~AboutDialog() = default;

QString AboutDialog::debugInfo(const QWidget* window)
{
    const QLocale locale;
    const QFontInfo font(window->font());
    const QStringList lines = {
        QStringLiteral("Headroom: %1").arg(QLatin1String(kVersion)),
        QStringLiteral("Qt: %1 (built with %2)")
            .arg(QLatin1String(qVersion()), QLatin1String(QT_VERSION_STR)),
        QStringLiteral("System: %1, %2")
            .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
        QStringLiteral("Platform: %1").arg(QGuiApplication::platformName()),
        QStringLiteral("Style: %1").arg(QApplication::style()->name()),
        QStringLiteral("Locale: %1").arg(locale.name()),
        QStringLiteral("Scale: %1").arg(window->devicePixelRatioF()),
        QStringLiteral("Font: %1, %2 pt").arg(font.family()).arg(font.pointSizeF()),
    };
    return lines.join(u'\n') + u'\n';
}

} // namespace headroom::gui
