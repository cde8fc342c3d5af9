// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/BreakdownChart.h"

#include "app/RoleColours.h"
#include "app/Session.h"
#include "gui/results/BarsChart.h"
#include "gui/results/DonutChart.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QLabel>
#include <QTest>
#include <QtCharts/QBarSet>
#include <QtCharts/QPieSlice>

namespace headroom::gui {
namespace {

app::Breakdown breakdownOf(std::uint64_t batch)
{
    Scenario scenario = app::Session::defaultScenario();
    scenario.workload.batchSize = batch;
    return app::makeBreakdown(
        *MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(scenario),
        UnitSystem::Binary);
}

const QPalette kLight(QColor(0xF0, 0xF0, 0xF0));
const QPalette kDark(QColor(0x31, 0x36, 0x3B));

class BreakdownChartTest : public ::testing::Test {
protected:
    void show(BreakdownChart::Kind kind)
    {
        chart.resize(320, 320);
        chart.setKind(kind);
        chart.setBreakdown(breakdownOf(32));
        chart.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&chart));
    }
    /// Whether the colour is anywhere in the picture.
    [[nodiscard]] bool shows(const QColor& colour)
    {
        const QImage image = chart.grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    }

    BreakdownChart chart;
};

TEST_F(BreakdownChartTest, changesSlicesInPlace)
{
    show(BreakdownChart::Kind::Pie);
    const auto* donut = chart.findChild<DonutChart*>();
    ASSERT_NE(donut, nullptr);
    const QPieSlice* activations = donut->slice(Role::Activation);
    ASSERT_NE(activations, nullptr);
    EXPECT_NEAR(activations->percentage(), 0.1469, 1e-4);
    chart.setBreakdown(breakdownOf(64));
    EXPECT_EQ(donut->slice(Role::Activation), activations);
    EXPECT_NEAR(activations->percentage(), 0.2562, 1e-4);
    EXPECT_EQ(donut->slice(Role::KvCache), nullptr);
}

TEST_F(BreakdownChartTest, changesBarsInPlace)
{
    show(BreakdownChart::Kind::Bars);
    const auto* bars = chart.findChild<BarsChart*>();
    ASSERT_NE(bars, nullptr);
    const QBarSet* activations = bars->bar(Role::Activation);
    ASSERT_NE(activations, nullptr);
    EXPECT_NEAR(activations->sum(), 289.0625, 1e-3);
    chart.setBreakdown(breakdownOf(64));
    EXPECT_EQ(bars->bar(Role::Activation), activations);
    EXPECT_NEAR(activations->sum(), 578.125, 1e-3);
}

TEST_F(BreakdownChartTest, hasTheColoursOfTheRolesOnLightAndDark)
{
    for (const BreakdownChart::Kind kind :
        {BreakdownChart::Kind::Pie, BreakdownChart::Kind::Bars}) {
        show(kind);
        for (const bool dark : {false, true}) {
            chart.setPalette(dark ? kDark : kLight);
            for (const app::BreakdownItem& item : chart.breakdown().items)
                EXPECT_TRUE(shows(app::roleColour(item.role, dark)))
                    << item.label.toStdString() << dark;
            EXPECT_FALSE(dark && shows(Qt::white) && shows(QColor(0x40, 0x40, 0x44)))
                << "the ground of a theme";
        }
    }
}

TEST_F(BreakdownChartTest, tellsThoseWhoCannotSeeIt)
{
    show(BreakdownChart::Kind::Pie);
    EXPECT_FALSE(chart.accessibleName().isEmpty());
    EXPECT_TRUE(chart.accessibleDescription().contains(QStringLiteral("Total 1.92 GiB")));
    EXPECT_TRUE(
        chart.accessibleDescription().contains(QStringLiteral("Optimizer state 839.23 MiB")));
}

TEST_F(BreakdownChartTest, saysInWordsThatThereIsNothing)
{
    show(BreakdownChart::Kind::Pie);
    chart.setBreakdown({});
    const auto* label = chart.findChild<QLabel*>(QStringLiteral("nothingLabel"));
    ASSERT_NE(label, nullptr);
    EXPECT_TRUE(label->isVisible());
    EXPECT_FALSE(label->text().isEmpty());
    chart.setBreakdown(breakdownOf(1));
    EXPECT_FALSE(label->isVisible());
}

TEST_F(BreakdownChartTest, findsTheItemUnderThePointer)
{
    show(BreakdownChart::Kind::Pie);
    const auto* donut = chart.findChild<DonutChart*>();
    EXPECT_EQ(donut->itemAt({160, 160}), nullptr) << "the hole";
    const app::BreakdownItem* first = donut->itemAt({200, 50}); // right of the top
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->role, Role::Parameter);
}

TEST_F(BreakdownChartTest, drawsEveryPreset)
{
    for (const BreakdownChart::Kind kind :
        {BreakdownChart::Kind::Pie, BreakdownChart::Kind::Bars}) {
        show(kind);
        for (const Preset& preset : builtinPresets()) {
            for (const UnitSystem units : {UnitSystem::Binary, UnitSystem::Decimal}) {
                chart.setBreakdown(
                    app::makeBreakdown(*MemoryModel(&builtinCatalogue(), &builtinDevices())
                                            .estimate(*builtinPreset(preset.id)),
                        units));
                EXPECT_TRUE(shows(app::roleColour(Role::Parameter, false))) << preset.id;
            }
        }
    }
}

} // namespace
} // namespace headroom::gui
