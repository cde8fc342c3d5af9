// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ResultsClipboard.h"

#include "app/Session.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>

namespace headroom::app {
namespace {

TEST(ResultsClipboard, holdsTextTableAndCsvOfTheFirstExample)
{
    const Session session;
    const auto data =
        resultsMimeData(session.estimatedScenario(), *session.estimate(), UnitSystem::Binary);
    for (const char* figure : {"419.62", "839.23", "289.06", "1,967.53"}) {
        EXPECT_TRUE(data->text().contains(QLatin1String(figure))) << figure << '\n'
                                                                  << data->text().toStdString();
        EXPECT_TRUE(data->html().contains(QLatin1String(figure))) << figure << '\n'
                                                                  << data->html().toStdString();
    }
    EXPECT_TRUE(data->html().contains(QStringLiteral("<table")));
    const QByteArray csv = data->data(QStringLiteral("text/csv"));
    for (const char* figure : {"440000000", "880000000", "303104000", "2063104000"})
        EXPECT_TRUE(csv.contains(figure)) << figure << '\n' << csv.toStdString();
}

TEST(ResultsClipboard, holdsOtherFormatsUnderTheirTypesAndAsText)
{
    const Session session;
    const std::pair<ReportFormat, const char*> formats[] = {
        {ReportFormat::Markdown, "text/markdown"}, {ReportFormat::Json, "application/json"},
        {ReportFormat::Latex, "application/x-latex"}};
    for (const auto& [format, type] : formats) {
        const auto data = reportMimeData(
            format, session.estimatedScenario(), *session.estimate(), UnitSystem::Binary);
        ASSERT_TRUE(data->hasFormat(QLatin1String(type))) << type;
        EXPECT_EQ(QString::fromUtf8(data->data(QLatin1String(type))), data->text());
        const char* figure = format == ReportFormat::Json ? "2063104000" : "1,967.53";
        EXPECT_TRUE(data->text().contains(QLatin1String(figure))) << data->text().toStdString();
    }
}

TEST(ResultsClipboard, reachesTheDesktop)
{
    const Session session;
    QGuiApplication::clipboard()->clear();
    ASSERT_TRUE(systemClipboard().put(
        resultsMimeData(session.estimatedScenario(), *session.estimate(), UnitSystem::Binary)));
    const QMimeData* there = QGuiApplication::clipboard()->mimeData();
    ASSERT_NE(there, nullptr);
    EXPECT_TRUE(there->hasHtml());
    EXPECT_TRUE(there->hasFormat(QStringLiteral("text/csv")));
    EXPECT_TRUE(there->text().contains(QStringLiteral("1,967.53")));
}

} // namespace
} // namespace headroom::app
