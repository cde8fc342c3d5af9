// SPDX-License-Identifier: GPL-3.0-or-later
// Which model it is: the catalogue, a config.json, the closed form, and the shape.
#include "app/Session.h"
#include "gui/FormPanel.h"
#include "gui/dialogs/ConfigEditor.h"
#include "gui/dialogs/ModelChooser.h"
#include "gui/form/Caption.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/FieldRow.h"
#include "gui/form/NumberEdit.h"
#include "headroom/formats/Presets.h"
#include "support/FakeDialogs.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

namespace headroom::gui {
namespace {

class FormModel : public ::testing::Test {
protected:
    void SetUp() override
    {
        form.setDialogs(dialogs);
        form.resize(form.minimumSizeHint().width(), 640);
        form.show();
        form.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        auto* found = form.findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    [[nodiscard]] ChoiceBox& source() const { return *find<ChoiceBox>("modelSourceComboBox"); }
    void chooseSource(const char* value)
    {
        const int index = source().findData(QLatin1String(value));
        ASSERT_GE(index, 0) << value;
        source().setCurrentIndex(index);
        Q_EMIT source().activated(index);
        QCoreApplication::processEvents();
    }
    void openCatalogueModel(const char* id)
    {
        Scenario scenario;
        scenario.model = CatalogueModel{id};
        session.open(scenario, {});
    }
    static void type(QWidget* edit, const QString& text)
    {
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    [[nodiscard]] QString nameNote() const { return find<Caption>("modelNameCaption")->text(); }

    app::Session session;
    FormPanel form{session};
    FakeDialogs dialogs;
    QTemporaryDir folder;
};

TEST_F(FormModel, aCatalogueModelIsFoundByKeysAlone)
{
    EXPECT_EQ(source().value(), QStringLiteral("manual"));
    chooseSource("catalogue");
    EXPECT_EQ(source().value(), QStringLiteral("manual")) << "until one is chosen";
    auto* chooser = find<ModelChooser>("modelChooser");
    ASSERT_TRUE(chooser->isVisible());
    auto* search = find<QLineEdit>("modelSearchEdit");
    QTest::keyClicks(search, QStringLiteral("llama 3.1"));
    const QString first = chooser->id();
    QTest::keyClick(search, Qt::Key_Down);
    EXPECT_NE(chooser->id(), first);
    QTest::keyClick(search, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(search, QStringLiteral("llama 405b"));
    EXPECT_EQ(chooser->id(), QStringLiteral("meta-llama/Llama-3.1-405B"));
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_EQ(source().value(), QStringLiteral("catalogue"));
    ASSERT_NE(std::get_if<CatalogueModel>(&session.scenario().model), nullptr);
    EXPECT_FALSE(session.isStale());
    EXPECT_EQ(
        find<QPushButton>("modelNameButton")->text(), QStringLiteral("meta-llama/Llama-3.1-405B"));
    EXPECT_TRUE(find<NumberEdit>("shape_layersCountEdit")->isVisible());
    EXPECT_EQ(find<NumberEdit>("shape_layersCountEdit")->value(), Value::number("126"));
    EXPECT_FALSE(form.row("model.manual.parameters")->isVisible());
    EXPECT_TRUE(form.row("memory_savers.attention")->isVisible());
    EXPECT_TRUE(form.row("optimizer.implementation")->isVisible());
    EXPECT_FALSE(form.row("precision.gradients")->isVisible()) << "PyTorch decides";
    session.undoStack()->undo();
    EXPECT_EQ(source().value(), QStringLiteral("manual"));
    EXPECT_FALSE(form.row("memory_savers.attention")->isVisible());
    EXPECT_TRUE(form.row("precision.gradients")->isVisible());
}

TEST_F(FormModel, aCancelledChoiceChangesNothing)
{
    const Scenario before = session.scenario();
    chooseSource("catalogue");
    QTest::keyClick(find<ModelChooser>("modelChooser"), Qt::Key_Escape);
    EXPECT_EQ(session.scenario(), before);
    EXPECT_EQ(source().value(), QStringLiteral("manual"));
    EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(FormModel, aChangedShapeIsAConfigOfOnesOwn)
{
    openCatalogueModel("HuggingFaceTB/SmolLM2-135M");
    const Scenario before = session.scenario();
    EXPECT_TRUE(nameNote().contains(QStringLiteral("of your own"))) << nameNote().toStdString();
    auto* layers = find<NumberEdit>("shape_layersCountEdit");
    type(layers, QStringLiteral("12"));
    QTest::keyClick(layers, Qt::Key_Tab);
    const auto* model = std::get_if<TransformersModel>(&session.scenario().model);
    ASSERT_NE(model, nullptr);
    EXPECT_EQ(*model->config.find("num_hidden_layers"), Value::number("12"));
    EXPECT_EQ(source().value(), QStringLiteral("transformers"));
    EXPECT_TRUE(nameNote().contains(QStringLiteral("made from HuggingFaceTB/SmolLM2-135M")))
        << nameNote().toStdString();
    EXPECT_EQ(session.undoStack()->count(), 1);
    session.undoStack()->undo();
    EXPECT_EQ(session.scenario(), before);
    EXPECT_EQ(layers->value(), Value::number("30"));
}

TEST_F(FormModel, saysAtTheFieldWhatIsWrongWithTheShape)
{
    openCatalogueModel("HuggingFaceTB/SmolLM2-135M");
    auto* heads = find<NumberEdit>("shape_headsCountEdit");
    type(heads, QStringLiteral("7"));
    EXPECT_TRUE(session.isStale());
    auto* row = find<FieldRow>("shape_headsRow");
    EXPECT_TRUE(row->hasProblem());
    type(heads, QStringLiteral("-1"));
    EXPECT_TRUE(row->hasProblem());
    type(heads, QStringLiteral("9"));
    EXPECT_FALSE(row->hasProblem());
    EXPECT_FALSE(session.isStale());
}

TEST_F(FormModel, takesAConfigThatIsPastedOrOpened)
{
    chooseSource("transformers");
    auto* editor = find<ConfigEditor>("configEditor");
    ASSERT_TRUE(editor->isVisible());
    auto* text = find<QPlainTextEdit>("configTextEdit");
    auto* use = find<QPushButton>("useConfigButton");
    EXPECT_FALSE(use->isEnabled());
    text->setPlainText(QStringLiteral("{\"model_type\": \"gpt2\""));
    EXPECT_FALSE(use->isEnabled());
    const QString path = folder.filePath(QStringLiteral("config.json"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"model_type\": \"gpt2\", \"n_layer\": 4}");
    file.close();
    dialogs.expected = 1;
    dialogs.nextOpen = path;
    QTest::mouseClick(find<QPushButton>("openConfigButton"), Qt::LeftButton);
    ASSERT_TRUE(use->isEnabled());
    QTest::mouseClick(use, Qt::LeftButton);
    EXPECT_EQ(source().value(), QStringLiteral("transformers"));
    EXPECT_FALSE(session.isStale());
    EXPECT_EQ(find<NumberEdit>("shape_layersCountEdit")->value(), Value::number("4"));
    EXPECT_FALSE(find<NumberEdit>("shape_kv_headsCountEdit")->isVisible());
}

TEST_F(FormModel, anUnknownTypeSaysWhatIsKnownAndTheClosedFormIsOneChoiceAway)
{
    Value config;
    config.member("model_type") = Value("martian");
    config.member("num_hidden_layers") = Value::number("4");
    openCatalogueModel("HuggingFaceTB/SmolLM2-135M");
    ASSERT_TRUE(session.setField(*findField("model.transformers"), config));
    EXPECT_TRUE(session.isStale());
    auto* row = find<FieldRow>("modelNameRow");
    ASSERT_TRUE(row->hasProblem());
    EXPECT_TRUE(nameNote().contains(QStringLiteral("llama"))) << nameNote().toStdString();
    EXPECT_TRUE(nameNote().contains(QStringLiteral("closed form"))) << nameNote().toStdString();
    chooseSource("manual");
    EXPECT_EQ(source().value(), QStringLiteral("manual"));
    EXPECT_TRUE(form.row("model.manual.parameters")->isVisible());
}

TEST_F(FormModel, theClosedFormTakesOverTheSize)
{
    openCatalogueModel("HuggingFaceTB/SmolLM2-135M");
    chooseSource("manual");
    const auto* manual = std::get_if<ManualModel>(&session.scenario().model);
    ASSERT_NE(manual, nullptr);
    EXPECT_EQ(manual->parameters, 134'515'008U);
    EXPECT_FALSE(session.isStale());
    session.undoStack()->undo();
    EXPECT_EQ(source().value(), QStringLiteral("catalogue"));
}

} // namespace
} // namespace headroom::gui
