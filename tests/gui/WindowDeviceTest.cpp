// SPDX-License-Identifier: GPL-3.0-or-later
// The device in the tool bar.
#include "WindowFixture.h"

#include "gui/ResultsPanel.h"
#include "gui/window/DeviceButton.h"
#include "gui/window/DevicePopup.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QUndoStack>

namespace headroom::gui {
namespace {

class WindowDevice : public WindowTest {
protected:
    [[nodiscard]] DeviceButton& button() const
    {
        return *window->findChild<DeviceButton*>(QStringLiteral("deviceButton"));
    }
    /// Open, with the focus in the search.
    [[nodiscard]] QLineEdit& search() const
    {
        return *window->findChild<QLineEdit*>(QStringLiteral("deviceSearchEdit"));
    }
    void openPopup()
    {
        QTest::mouseClick(&button(), Qt::LeftButton);
        auto* popup = window->findChild<DevicePopup*>(QStringLiteral("devicePopup"));
        ASSERT_NE(popup, nullptr);
        ASSERT_TRUE(popup->isVisible());
    }
};

TEST_F(WindowDevice, isFoundAndChosenByKeys)
{
    EXPECT_TRUE(button().text().contains(QStringLiteral("No device")));
    const Scenario before = session->scenario();
    openPopup();
    QTest::keyClicks(&search(), QStringLiteral("nvidia 4090"));
    QTest::keyClick(&search(), Qt::Key_Return);
    EXPECT_EQ(session->scenario().hardware.device, "nvidia-rtx-4090");
    EXPECT_TRUE(button().accessibleName().contains(QStringLiteral("4090")));
    EXPECT_FALSE(button().toolTip().isEmpty());
    auto* capacity = window->findChild<QLabel*>(QStringLiteral("capacityLabel"));
    EXPECT_TRUE(capacity->text().contains(QStringLiteral("4090")))
        << capacity->text().toStdString();
    // The form shows what the device has.
    auto* memory = window->findChild<QAbstractSpinBox*>(QStringLiteral("memoryBytesEdit"));
    ASSERT_NE(memory, nullptr);
    const auto* line = memory->findChild<QLineEdit*>();
    EXPECT_TRUE(line->placeholderText().startsWith(QStringLiteral("23.")))
        << line->placeholderText().toStdString();
    EXPECT_EQ(session->undoStack()->count(), 1);
    session->undoStack()->undo();
    EXPECT_EQ(session->scenario(), before);
    EXPECT_TRUE(button().text().contains(QStringLiteral("No device")));
}

TEST_F(WindowDevice, canBeNoneOrOwnMemory)
{
    trigger("actionDevice");
    QTest::keyClicks(&search(), QStringLiteral("h200"));
    QTest::keyClick(&search(), Qt::Key_Return);
    ASSERT_TRUE(session->scenario().hardware.device);
    openPopup();
    QTest::mouseClick(
        window->findChild<QPushButton*>(QStringLiteral("noDeviceButton")), Qt::LeftButton);
    EXPECT_FALSE(session->scenario().hardware.device);
    openPopup();
    window->activateWindow();
    QTest::mouseClick(
        window->findChild<QPushButton*>(QStringLiteral("ownMemoryButton")), Qt::LeftButton);
    ASSERT_NE(window->focusWidget(), nullptr);
    EXPECT_EQ(window->focusWidget()->objectName(), QStringLiteral("memoryBytesEdit"));
}

TEST_F(WindowDevice, aSearchForNothingChoosesNothing)
{
    openPopup();
    QTest::keyClicks(&search(), QStringLiteral("no such device"));
    QTest::keyClick(&search(), Qt::Key_Return);
    EXPECT_FALSE(session->scenario().hardware.device);
    search().clear();
    auto* list = window->findChild<QTreeView*>(QStringLiteral("deviceListView"));
    const QModelIndex before = list->currentIndex();
    QTest::keyClick(&search(), Qt::Key_Down);
    EXPECT_EQ(list->currentIndex().row(), before.row() + 1);
    QTest::keyClick(&search(), Qt::Key_Escape);
    EXPECT_FALSE(list->isVisible());
}

TEST_F(WindowDevice, compareKeepsTheScenarioAndShowsIt)
{
    trigger("actionCompare");
    setBatch(9);
    EXPECT_EQ(window->results().currentTab(), QStringLiteral("compare"));
    EXPECT_NE(window->findChild<QPushButton*>(QStringLiteral("takeScenarioButton0")), nullptr);
}

} // namespace
} // namespace headroom::gui
