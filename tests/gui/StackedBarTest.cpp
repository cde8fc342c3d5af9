// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/results/StackedBar.h"

#include "app/RoleColours.h"
#include "app/Session.h"
#include "gui/results/BarLegend.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QImage>

#include <array>

namespace headroom::gui {
namespace {

std::vector<int> edges(
    std::vector<std::uint64_t> parts, std::optional<std::uint64_t> capacity, int width)
{
    return barGeometry(parts, capacity, width).edges;
}

TEST(BarGeometry, fillsTheBarWithoutACapacity)
{
    EXPECT_EQ(edges({1, 1, 2}, std::nullopt, 400), (std::vector<int>{0, 100, 200, 400}));
}

TEST(BarGeometry, leavesTheFreeMemoryFree)
{
    const BarGeometry geometry = barGeometry(std::array<std::uint64_t, 2>{100, 100}, 400, 400);
    EXPECT_EQ(geometry.edges, (std::vector<int>{0, 100, 200}));
    EXPECT_EQ(geometry.capacity, 400);
}

TEST(BarGeometry, showsWhatLiesBeyondTheDevice)
{
    const BarGeometry geometry = barGeometry(std::array<std::uint64_t, 2>{300, 500}, 400, 800);
    EXPECT_EQ(geometry.edges, (std::vector<int>{0, 300, 800}));
    EXPECT_EQ(geometry.capacity, 400);
}

TEST(BarGeometry, keepsThinPartsInSight)
{
    const std::vector<int> all = edges({1'000'000, 1, 1}, std::nullopt, 100);
    EXPECT_EQ(all, (std::vector<int>{0, 96, 98, 100}));
}

TEST(BarGeometry, bearsZeroAndTheLargest)
{
    EXPECT_EQ(edges({0, 0}, std::nullopt, 100), (std::vector<int>{0, 0, 0}));
    EXPECT_EQ(edges({}, std::nullopt, 100), (std::vector<int>{0}));
    EXPECT_EQ(edges({UINT64_MAX, UINT64_MAX}, UINT64_MAX, 100), (std::vector<int>{0, 50, 100}));
    EXPECT_EQ(edges({5, 5}, 10, 0), (std::vector<int>{0, 0, 0}));
}

class StackedBarTest : public ::testing::Test {
protected:
    void SetUp() override { show(std::nullopt); }
    void show(std::optional<Bytes> memory)
    {
        Scenario scenario = app::Session::defaultScenario();
        scenario.hardware.memoryBytes = memory;
        session.replaceScenario(scenario, QStringLiteral("test"));
        breakdown = app::makeBreakdown(*session.estimate(), UnitSystem::Binary);
        bar.setBreakdown(breakdown);
        bar.resize(800, bar.sizeHint().height());
    }
    [[nodiscard]] QPoint middleOf(std::size_t part) const
    {
        const std::vector<int> all = bar.geometryNow().edges;
        return {(all[part] + all[part + 1]) / 2, bar.height() / 2};
    }

    app::Session session;
    app::Breakdown breakdown;
    StackedBar bar;
};

TEST_F(StackedBarTest, hasTheColourOfEachRoleOnLightAndDark)
{
    for (const bool dark : {false, true}) {
        bar.setPalette(
            dark ? QPalette(QColor(0x31, 0x36, 0x3B)) : QPalette(QColor(0xF0, 0xF0, 0xF0)));
        const QImage image = bar.grab().toImage();
        for (std::size_t i = 0; i < breakdown.items.size(); ++i)
            EXPECT_EQ(image.pixelColor(middleOf(i)), app::roleColour(breakdown.items[i].role, dark))
                << i << dark;
    }
}

TEST_F(StackedBarTest, saysExactBytesWhereThePointerIs)
{
    EXPECT_EQ(bar.toolTipAt(middleOf(1)),
        QStringLiteral("Optimizer state: 839.23 MiB, 42.65% of the total (880,000,000 B)"));
    show(Bytes{24 * kGiB});
    EXPECT_TRUE(bar.toolTipAt({790, 5}).startsWith(QStringLiteral("Left on the device: 22.08 GiB")))
        << bar.toolTipAt({790, 5}).toStdString();
    show(Bytes{kGiB});
    EXPECT_TRUE(bar.toolTipAt(middleOf(3)).contains(QStringLiteral("beyond the device memory")));
}

TEST_F(StackedBarTest, tellsThoseWhoCannotSeeIt)
{
    EXPECT_FALSE(bar.accessibleName().isEmpty());
    EXPECT_EQ(bar.accessibleDescription(),
        QStringLiteral("Total 1.92 GiB. Largest: Optimizer state 839.23 MiB (42.65%), "
                       "Model parameters 419.62 MiB (21.33%), Gradients 419.62 MiB (21.33%)."));
}

TEST_F(StackedBarTest, fadesWhileStale)
{
    bar.setStale(true);
    EXPECT_NE(bar.grab().toImage().pixelColor(middleOf(0)),
        app::roleColour(breakdown.items[0].role, false));
}

TEST_F(StackedBarTest, hasALegendThatFlowsAndStaysInside)
{
    BarLegend legend;
    legend.setBreakdown(breakdown);
    const int oneLine = legend.heightForWidth(2000);
    for (const int width : {2000, 500, 300, 120, 40}) {
        const std::vector<QRect> entries = legend.entries(width);
        ASSERT_EQ(entries.size(), breakdown.items.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            EXPECT_GE(entries[i].left(), 0);
            EXPECT_LE(entries[i].right(), width);
            EXPECT_LT(entries[i].bottom(), legend.heightForWidth(width));
            if (i > 0) {
                EXPECT_FALSE(entries[i].intersects(entries[i - 1]));
            }
        }
    }
    EXPECT_GT(legend.heightForWidth(300), oneLine);
}

} // namespace
} // namespace headroom::gui
