// SPDX-License-Identifier: GPL-3.0-or-later
// An own network in the window: its table, its editors, undo, the keyboard.
#include "app/LayerList.h"
#include "app/NetworkModel.h"
#include "gui/ResultsPanel.h"
#include "gui/WindowFixture.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/NumberEdit.h"
#include "headroom/formats/Presets.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QUndoStack>

namespace headroom::gui {
namespace {

class NetworkTabTest : public WindowTest {
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        const Result<Scenario> preset = builtinPreset("own-lstm");
        ASSERT_TRUE(preset);
        session->open(*preset, {});
        window->results().setCurrentTab(QStringLiteral("network"));
        QCoreApplication::processEvents();
    }
    template <typename T> [[nodiscard]] T& find(const char* name) const
    {
        T* found = window->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    [[nodiscard]] QTableView& table() const { return find<QTableView>("layersTableView"); }
    [[nodiscard]] std::string cell(int row, int column) const
    {
        return table().model()->index(row, column).data().toString().toStdString();
    }
    void trigger(const char* action) const
    {
        find<QAction>(action).trigger();
        QCoreApplication::processEvents();
    }
    void selectRow(int row) const
    {
        table().setCurrentIndex(table().model()->index(row, 0));
        QCoreApplication::processEvents();
    }
    [[nodiscard]] const Value& layers() const
    {
        return std::get<LayersModel>(session->scenario().model).layers;
    }
    [[nodiscard]] int steps() const { return session->undoStack()->index(); }
};

TEST_F(NetworkTabTest, isThereForAnOwnNetworkAlone)
{
    auto& tabs = find<QTabWidget>("resultsTabWidget");
    EXPECT_TRUE(tabs.isTabVisible(0));
    EXPECT_EQ(cell(1, app::NetworkModel::Layer), "LSTM");
    EXPECT_EQ(cell(1, app::NetworkModel::Output), "[64, 512]");
    session->reset();
    QCoreApplication::processEvents();
    EXPECT_FALSE(tabs.isTabVisible(0));
}

TEST_F(NetworkTabTest, addsRemovesMovesAndDuplicatesInOneStepEach)
{
    selectRow(2);
    const Value before = layers();
    trigger("add_flatten");
    EXPECT_EQ(cell(3, app::NetworkModel::Layer), "Flatten");
    EXPECT_EQ(table().currentIndex().row(), 3);
    trigger("actionLayerUp");
    EXPECT_EQ(table().currentIndex().row(), 2);
    trigger("actionLayerDown");
    trigger("actionDuplicateLayer");
    EXPECT_EQ(table().model()->rowCount(), 6);
    EXPECT_EQ(table().currentIndex().row(), 4);
    trigger("actionRemoveLayer");
    EXPECT_EQ(table().model()->rowCount(), 5);
    EXPECT_EQ(steps(), 5);
    for (int i = 0; i < 5; ++i)
        session->undoStack()->undo();
    EXPECT_EQ(layers(), before);
}

TEST_F(NetworkTabTest, saysInTheRowWhatDoesNotFitAndKeepsTheLastResult)
{
    const Bytes peak = session->estimate()->headline();
    selectRow(3);
    auto& inputs = find<NumberEdit>("layerKey_inputs");
    inputs.setFocus();
    inputs.selectAll();
    QTest::keyClicks(&inputs, QStringLiteral("1024"));
    QTest::keyClick(&inputs, Qt::Key_Tab);
    EXPECT_EQ(cell(3, app::NetworkModel::Output), "⚠ layer 4: 512 features in, 1,024 expected");
    EXPECT_EQ(find<QLabel>("layerProblemLabel").text().toStdString(),
        "layer 4: 512 features in, 1,024 expected");
    EXPECT_TRUE(session->isStale());
    EXPECT_EQ(session->estimate()->headline(), peak);
    EXPECT_EQ(steps(), 1);
    session->undoStack()->undo();
    EXPECT_FALSE(session->isStale());
    EXPECT_EQ(cell(3, app::NetworkModel::Output), "[64, 2]");
}

TEST_F(NetworkTabTest, editsEveryKindOfKey)
{
    selectRow(1);
    auto& box = find<QCheckBox>("layerKey_bidirectional");
    EXPECT_TRUE(box.isChecked());
    box.click();
    EXPECT_EQ(*app::layerAt(layers(), "/1")->find("bidirectional"), Value(false));
    EXPECT_EQ(cell(1, app::NetworkModel::Output), "[64, 256]");
    auto& gives = find<ChoiceBox>("layerKey_gives");
    gives.setCurrentIndex(gives.findData(QStringLiteral("sequence")));
    Q_EMIT gives.activated(gives.currentIndex());
    EXPECT_EQ(cell(1, app::NetworkModel::Output), "[64, 256, 256]");
    trigger("add_input");
    EXPECT_EQ(table().currentIndex().row(), 0);
    auto& sizes = find<QLineEdit>("layerKey_sizes");
    sizes.selectAll();
    QTest::keyClicks(&sizes, QStringLiteral("12"));
    EXPECT_EQ(cell(0, app::NetworkModel::Output), "[64, 12]");
    EXPECT_FALSE(sizes.accessibleName().isEmpty());
}

TEST_F(NetworkTabTest, theKeyboardWorksInTheTable)
{
    selectRow(0);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(cell(0, app::NetworkModel::Layer), "LSTM");
    EXPECT_EQ(table().currentIndex().row(), 1);
    QTest::keyClick(&table(), Qt::Key_Delete);
    EXPECT_EQ(table().model()->rowCount(), 3);
}

TEST_F(NetworkTabTest, layersCanStandInsideOfAResidual)
{
    selectRow(2);
    trigger("add_residual");
    EXPECT_EQ(cell(3, app::NetworkModel::Layer), "Residual");
    EXPECT_EQ(cell(4, app::NetworkModel::Number), "4.1");
    trigger("addInside_dropout");
    EXPECT_EQ(cell(5, app::NetworkModel::Number), "4.2");
    EXPECT_EQ(table().currentIndex().row(), 5);
}

TEST_F(NetworkTabTest, theFormStartsOne)
{
    session->reset();
    QCoreApplication::processEvents();
    auto& source = find<ChoiceBox>("modelSourceComboBox");
    source.setCurrentIndex(source.findData(QStringLiteral("layers")));
    Q_EMIT source.activated(source.currentIndex());
    QCoreApplication::processEvents();
    EXPECT_TRUE(std::holds_alternative<LayersModel>(session->scenario().model));
    EXPECT_EQ(window->results().currentTab().toStdString(), "network");
    EXPECT_FALSE(session->isStale());
    window->results().setCurrentTab(QStringLiteral("breakdown"));
    QTest::mouseClick(&find<QPushButton>("modelNameButton"), Qt::LeftButton);
    EXPECT_EQ(window->results().currentTab().toStdString(), "network");
}

} // namespace
} // namespace headroom::gui
