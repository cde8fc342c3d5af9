// SPDX-License-Identifier: GPL-3.0-or-later
// Model files in the window.
#include "WindowFixture.h"

#include "gui/ResultsPanel.h"
#include "gui/file/TypeChart.h"
#include "support/ModelFiles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QTreeView>
#include <QUndoStack>
#include <QtCharts/QBarSet>

namespace headroom::gui {
namespace {

constexpr std::uint32_t kQ4K = 12;

std::string gguf(std::uint64_t rows = 8)
{
    tests::GgufBuilder builder;
    builder.text("general.architecture", "falcon")
        .whole("general.file_type", 15)
        .tensor("token_embd.weight", {256, rows}, kQ4K, 0)
        .tensor("blk.0.up.weight", {256, 8}, kQ4K, rows * 144);
    return builder.file((rows + 8) * 144);
}

class WindowModels : public WindowTest {
protected:
    QString writeModel(const char* name, const std::string& bytes) const
    {
        write(path(name), bytes);
        return path(name);
    }
    template <typename Widget> [[nodiscard]] Widget* find(const char* name) const
    {
        auto* widget = window->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    [[nodiscard]] bool openFile(const QString& file) const { return window->openFiles({file}); }
};

TEST_F(WindowModels, showsWhatAFileSaysAndTakesItsModel)
{
    setBatch(5);
    ASSERT_TRUE(openFile(writeModel("m.gguf", gguf())));
    EXPECT_EQ(window->results().currentTab(), QStringLiteral("file"));
    EXPECT_EQ(std::get<FileModel>(session->scenario().model).path, path("m.gguf").toStdString());
    EXPECT_EQ(session->scenario().workload.batchSize, 5);
    EXPECT_EQ(session->estimate()->bytes.parameters, Bytes{16 * 144});
    EXPECT_EQ(find<QLabel>("fileNameLabel")->text(), QStringLiteral("m.gguf"));
    EXPECT_EQ(find<QLabel>("fileTensorCountLabel")->text(), QStringLiteral("2 tensors, 2.25 KiB"));
    EXPECT_EQ(find<TypeChart>("fileTypeChart")->bars().count(), 1);
    EXPECT_EQ(find<QTreeView>("fileTensorTreeView")->model()->rowCount(), 2);
    find<QCheckBox>("fileGroupedCheckBox")->setChecked(false);
    find<QLineEdit>("fileFilterEdit")->setText(QStringLiteral("up"));
    EXPECT_EQ(
        find<QLabel>("fileTensorCountLabel")->text(), QStringLiteral("1 of 2 tensors, 1.13 KiB"));
}

TEST_F(WindowModels, undoBringsTheScenarioBackAndTheFileGoesWithIt)
{
    const Scenario before = session->scenario();
    ASSERT_TRUE(openFile(writeModel("m.gguf", gguf())));
    ASSERT_NE(session->openedModel(), nullptr);
    session->undoStack()->undo();
    EXPECT_EQ(session->scenario(), before);
    EXPECT_EQ(session->openedModel(), nullptr);
    session->undoStack()->redo();
    EXPECT_NE(session->openedModel(), nullptr);
    EXPECT_TRUE(session->isModelOfFile());
}

TEST_F(WindowModels, aBrokenFileLeavesTheScenarioAsItWas)
{
    setBatch(5);
    const Scenario before = session->scenario();
    EXPECT_FALSE(openFile(writeModel("m.gguf", gguf().substr(0, 60))));
    EXPECT_EQ(session->scenario(), before);
    EXPECT_EQ(session->openedModel(), nullptr);
    const QString message = window->messages().text(QStringLiteral("file-error"));
    EXPECT_TRUE(message.contains(QLatin1String("m.gguf"))) << message.toStdString();
    EXPECT_TRUE(message.contains(QLatin1String("byte"), Qt::CaseInsensitive))
        << message.toStdString();
    ASSERT_TRUE(openFile(writeModel("m.gguf", gguf())));
    EXPECT_FALSE(window->messages().contains(QStringLiteral("file-error")));
}

TEST_F(WindowModels, whatIsOddAboutAFileIsSaidInTheTab)
{
    const std::string whole = gguf();
    ASSERT_TRUE(openFile(writeModel("m.gguf", whole.substr(0, whole.size() - 200))));
    const QString text = find<QTextBrowser>("fileRemarksView")->toPlainText();
    EXPECT_TRUE(text.contains(QLatin1String("incomplete"))) << text.toStdString();
}

TEST_F(WindowModels, readsTheFileAnewOnRequestAndKeepsWhatTheUserChanged)
{
    ASSERT_TRUE(openFile(writeModel("m.gguf", gguf())));
    ASSERT_TRUE(session->setField(*findField("precision.weights"), Value("bf16")));
    writeModel("m.gguf", gguf(24));
    EXPECT_EQ(session->estimate()->bytes.parameters, Bytes{16 * 144});
    QTest::mouseClick(find<QPushButton>("fileReadAgainButton"), Qt::LeftButton);
    EXPECT_EQ(session->estimate()->bytes.parameters, Bytes{32 * 144});
    EXPECT_EQ(session->scenario().precision.weights, Dtype::Bf16);
    EXPECT_TRUE(
        find<QLabel>("fileTensorCountLabel")->text().startsWith(QLatin1String("2 tensors")));
    // What cannot be read any more changes nothing.
    writeModel("m.gguf", "GGUF");
    QTest::mouseClick(find<QPushButton>("fileReadAgainButton"), Qt::LeftButton);
    EXPECT_EQ(session->estimate()->bytes.parameters, Bytes{32 * 144});
    EXPECT_TRUE(window->messages().contains(QStringLiteral("file-error")));
}

TEST_F(WindowModels, theFormSaysWhatIsAsInTheFile)
{
    ASSERT_TRUE(openFile(writeModel("config.json",
        R"({"model_type":"llama","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,)"
        R"("num_attention_heads":4,"vocab_size":96,"dtype":"bfloat16"})")));
    EXPECT_TRUE(session->isModelOfFile());
    auto* caption = find<QLabel>("weightsPrecisionCaption");
    EXPECT_EQ(caption->text(), QStringLiteral("As in the file config.json"));
    ASSERT_TRUE(session->setField(*findField("precision.weights"), Value("fp32")));
    EXPECT_TRUE(caption->text().contains(QLatin1String("bf16"))) << caption->text().toStdString();
    ASSERT_TRUE(session->setField(*findField("model.manual.parameters"), Value::number(1000000)));
    EXPECT_EQ(caption->text(), QString());
}

TEST_F(WindowModels, remembersModelFilesAmongTheRecent)
{
    dialogs.expected = 1;
    dialogs.nextOpen = writeModel("m.gguf", gguf());
    trigger("actionOpen");
    EXPECT_TRUE(session->isModelOfFile());
    expectQuestion(Dialogs::Answer::No);
    trigger("actionNew");
    EXPECT_EQ(session->openedModel(), nullptr);
}

TEST_F(WindowModels, aSavedScenarioFindsItsFileAgain)
{
    ASSERT_TRUE(openFile(writeModel("m.gguf", gguf())));
    dialogs.expected = 1;
    dialogs.nextSave = path("s.headroom.json");
    trigger("actionSaveAs");
    const Scenario saved = session->scenario();
    trigger("actionNew");
    ASSERT_TRUE(openFile(path("s.headroom.json")));
    EXPECT_EQ(session->scenario(), saved);
    ASSERT_NE(session->openedModel(), nullptr);
    EXPECT_EQ(session->estimate()->bytes.parameters, Bytes{16 * 144});
}

TEST_F(WindowModels, aListOfNamesIsLookedAtAndLeavesTheScenario)
{
    const Scenario before = session->scenario();
    ASSERT_TRUE(openFile(writeModel("m.safetensors.index.json",
        R"({"metadata":{"total_size":12},"weight_map":{"a.weight":"m-1.safetensors"}})")));
    EXPECT_EQ(session->scenario(), before);
    EXPECT_EQ(find<QTreeView>("fileTensorTreeView")->model()->rowCount(), 1);
    EXPECT_TRUE(window->messages().contains(QStringLiteral("file-error")));
}

TEST_F(WindowModels, opensAFolder)
{
    QDir(folder.path()).mkdir(QStringLiteral("model"));
    write(path("model/config.json"),
        R"({"model_type":"llama","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,)"
        R"("num_attention_heads":4,"vocab_size":96,"dtype":"bfloat16"})");
    dialogs.expected = 1;
    dialogs.nextOpen = path("model");
    trigger("actionOpenFolder");
    EXPECT_TRUE(session->isModelOfFile());
    EXPECT_EQ(session->openedModel()->file->kind, "folder");
}

} // namespace
} // namespace headroom::gui
