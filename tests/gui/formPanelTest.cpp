// SPDX-License-Identifier: GPL-3.0-or-later
// The form by real events: every field of it, and what stands under the fields.
#include "gui/FormPanel.h"

#include "app/Session.h"
#include "gui/form/Binder.h"
#include "gui/form/Caption.h"
#include "gui/form/ChoiceBox.h"
#include "gui/form/FieldRow.h"
#include "gui/form/FormColours.h"
#include "gui/form/NumberEdit.h"
#include "headroom/formats/Presets.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QKeySequence>
#include <QLineEdit>
#include <QPalette>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

namespace headroom::gui {
namespace {

const Field& field(const char* key) { return *findField(key); }

class Form : public ::testing::Test {
protected:
    void SetUp() override
    {
        form.resize(form.minimumSizeHint().width(), 640);
        form.show();
        form.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
    }

    QWidget* editor(const char* key) { return form.binder().editor(key); }
    FieldRow& row(const char* key) { return *form.row(key); }
    Caption& caption(const char* key) { return *row(key).findChild<Caption*>(); }
    Value value(const Field& f) const { return fieldValue(session.scenario(), f); }

    static void type(QWidget* edit, const QString& text)
    {
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }

    /// A scenario in which the field has a say.
    Scenario where(const Field& f)
    {
        Scenario scenario = app::Session::defaultScenario();
        if (modelKind(f.key) == "model.vision") {
            scenario.model = VisionModel{"squeezenet1_0"};
            scenario.precision = {};
            return scenario;
        }
        if (f.key == "workload.image_size") {
            scenario = *builtinPreset("own-cnn");
            scenario.workload.imageSize = app::Session::defaultScenario().workload.imageSize;
            return scenario;
        }
        const bool adapts = f.key.starts_with("adapter.") || f.key.starts_with("quantization.");
        if (f.use != FieldUse::Estimate || adapts) {
            scenario.model = CatalogueModel{"HuggingFaceTB/SmolLM2-135M"};
            scenario.precision = {};
            if (adapts && f.key != "adapter.method")
                scenario.adapter.method = AdapterMethod::Lora;
            if (f.key == "quantization.prepare_kbit")
                scenario.quantization.method = "nf4";
            return scenario;
        }
        auto& model = std::get<ManualModel>(scenario.model);
        if (f.mode == FieldMode::Inference)
            scenario.workload.mode = Mode::Inference;
        if (f.key == "optimizer.state_factor") {
            scenario.optimizer.id = "custom";
            scenario.optimizer.stateFactor = Decimal(2);
        }
        if (f.key == "model.manual.activation_factor") {
            model.activationsPerToken.reset();
            model.activationFactor = Decimal(4);
        }
        if (f.key == "model.manual.activation_bytes") {
            model.activationsPerToken.reset();
            model.activationBytes = Bytes{kGiB};
        }
        return scenario;
    }

    app::Session session;
    FormPanel form{session};
};

TEST_F(Form, hasEveryFieldThatAnEstimateOfASizeDependsOn)
{
    for (const Field& f : allFields()) {
        const bool manual = modelKind(f.key).empty() || modelKind(f.key) == "model.manual";
        if (f.key == "hardware.device")
            continue; // has a chooser of its own
        if (f.key == "frozen")
            continue; // named in files and on the command line alone
        if (f.use == FieldUse::Estimate && manual) {
            EXPECT_NE(form.binder().editor(f.key), nullptr) << f.key;
        }
    }
}

TEST_F(Form, setsEveryFieldByKeysAndUndoesIt)
{
    for (const Binder::Binding& binding : form.binder().bindings()) {
        const Field& f = *binding.field;
        SCOPED_TRACE(std::string(f.key));
        session.open(where(f), {});
        const Scenario before = session.scenario();
        ASSERT_TRUE(form.row(f.key)->isVisibleTo(&form));
        if (auto* number = qobject_cast<NumberEdit*>(binding.editor)) {
            const std::string typed = f.key == "adapter.dropout" ? "1" : "6";
            type(number, QString::fromStdString(typed));
            QTest::keyClick(number, Qt::Key_Tab);
            EXPECT_FALSE(number->error());
            const std::string expected = f.key == "hardware.memory_bytes" ? std::to_string(6 * kGiB)
                : f.key == "model.manual.activation_bytes"                ? std::to_string(6 * kMiB)
                                                                          : typed;
            EXPECT_EQ(value(f), Value::number(expected));
        } else if (auto* box = qobject_cast<ChoiceBox*>(binding.editor)) {
            box->setFocus();
            const QString first = box->value();
            QTest::keyClick(
                box, box->currentIndex() + 1 < box->count() ? Qt::Key_Down : Qt::Key_Up);
            EXPECT_NE(box->value(), first);
            EXPECT_EQ(value(f), Value(box->value().toStdString()));
        } else if (auto* flag = qobject_cast<QCheckBox*>(binding.editor)) {
            QTest::keyClick(flag, Qt::Key_Space);
            EXPECT_EQ(value(f), Value(true));
        }
        EXPECT_NE(session.scenario(), before);
        EXPECT_EQ(session.undoStack()->count(), 1);
        session.undoStack()->undo();
        EXPECT_EQ(session.scenario(), before);
        session.undoStack()->redo();
        // The row's own way back gives the value of a new scenario.
        session.open(where(f), {});
        form.row(f.key)->resetAction()->trigger();
        if (!f.key.starts_with("model.manual.activation")) {
            EXPECT_EQ(value(f), fieldValue(app::Session::defaultScenario(), f));
        }
    }
}

TEST_F(Form, offersEveryChoice)
{
    for (const Binder::Binding& binding : form.binder().bindings()) {
        const auto* box = qobject_cast<const ChoiceBox*>(binding.editor);
        if (box == nullptr)
            continue;
        QStringList expected;
        if (binding.field->nullable)
            expected.append(QString::fromStdString(std::string(binding.field->nullWord)));
        for (const std::string_view choice : binding.field->choices)
            expected.append(QString::fromStdString(std::string(choice)));
        EXPECT_EQ(box->values(), expected) << binding.field->key;
    }
}

TEST_F(Form, isVisitedByTabInReadingOrder)
{
    QList<QWidget*> expected;
    for (const Binder::Binding& binding : form.binder().bindings()) {
        if (binding.editor->isVisible())
            expected.append(binding.editor);
    }
    expected.append(form.findChild<QPushButton*>(QStringLiteral("resetButton")));
    expected.append(form.findChild<QPushButton*>(QStringLiteral("calculateButton")));
    expected.front()->setFocus();
    QList<QWidget*> visited;
    constexpr int kMany = 100;
    for (int i = 0; i < kMany; ++i) {
        QWidget* now = QApplication::focusWidget();
        if (now == nullptr || visited.contains(now))
            break;
        visited.append(now);
        QTest::keyClick(now, Qt::Key_Tab);
    }
    int last = -1;
    for (QWidget* widget : std::as_const(expected)) {
        const int at = static_cast<int>(visited.indexOf(widget));
        EXPECT_GT(at, last) << widget->objectName().toStdString();
        last = std::max(at, last);
    }
}

TEST_F(Form, namesAndExplainsWhatTakesTheFocus)
{
    const auto widgets = form.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        const bool inside = qobject_cast<const QLineEdit*>(widget) != nullptr
            || qobject_cast<const QScrollBar*>(widget) != nullptr
            || widget->window() != form.window();
        if (widget->focusPolicy() == Qt::NoFocus || inside)
            continue;
        EXPECT_FALSE(widget->accessibleName().isEmpty())
            << widget->metaObject()->className() << ' ' << widget->objectName().toStdString();
        EXPECT_FALSE(widget->objectName().isEmpty()) << widget->metaObject()->className();
    }
    QSet<QString> keys;
    for (const Binder::Binding& binding : form.binder().bindings()) {
        const FieldRow& r = *form.row(binding.field->key);
        EXPECT_EQ(r.label()->buddy(), binding.editor);
        EXPECT_FALSE(binding.editor->toolTip().isEmpty()) << binding.field->key;
        const QKeySequence key = QKeySequence::mnemonic(r.label()->text());
        EXPECT_FALSE(key.isEmpty()) << binding.field->key;
        if (r.isVisible()) {
            EXPECT_FALSE(keys.contains(key.toString())) << r.label()->text().toStdString();
            keys.insert(key.toString());
        }
    }
}

TEST_F(Form, hidesWhatDoesNotApply)
{
    EXPECT_TRUE(row("optimizer.id").isVisible());
    EXPECT_FALSE(row("workload.context_length").isVisible());
    EXPECT_FALSE(row("optimizer.state_factor").isVisible());
    ASSERT_TRUE(session.setField(field("workload.mode"), Value("inference")));
    EXPECT_FALSE(row("optimizer.id").isVisible());
    EXPECT_FALSE(form.findChild<QLabel*>(QStringLiteral("optimizerHeading"))->isVisible());
    EXPECT_TRUE(row("workload.context_length").isVisible());
    EXPECT_TRUE(row("precision.kv_cache").isVisible());
    session.undoStack()->undo();
    ASSERT_TRUE(session.setField(field("optimizer.id"), Value("custom")));
    EXPECT_TRUE(row("optimizer.state_factor").isVisible());
    EXPECT_TRUE(row("optimizer.state_factor").hasProblem());
}

TEST_F(Form, saysWhatIsWrongWithoutMovingARow)
{
    QWidget* edit = editor("workload.batch_size");
    QApplication::processEvents();
    const int next = row("workload.sequence_length").y();
    type(edit, QStringLiteral("0"));
    QApplication::processEvents();
    EXPECT_TRUE(session.isStale());
    EXPECT_TRUE(row("workload.batch_size").hasProblem());
    EXPECT_EQ(caption("workload.batch_size").kind(), Caption::Kind::Problem);
    EXPECT_EQ(caption("workload.batch_size").text(), QStringLiteral("expected at least 1"));
    EXPECT_EQ(row("workload.sequence_length").y(), next);
    EXPECT_EQ(
        session.scenario().workload.batchSize, app::Session::defaultScenario().workload.batchSize);
    editor("workload.sequence_length")->setFocus();
    EXPECT_TRUE(form.focusFirstError());
    EXPECT_EQ(form.focusWidget(), edit);
    type(edit, QStringLiteral("8"));
    EXPECT_FALSE(session.isStale());
    EXPECT_FALSE(row("workload.batch_size").hasProblem());
    EXPECT_FALSE(form.focusFirstError());
}

TEST_F(Form, forgetsABadTextWhenTheScenarioIsReplaced)
{
    auto* edit = qobject_cast<NumberEdit*>(editor("workload.batch_size"));
    type(edit, QStringLiteral("abc"));
    EXPECT_TRUE(session.isStale());
    session.reset();
    EXPECT_FALSE(session.isStale());
    EXPECT_FALSE(edit->error());
    EXPECT_EQ(edit->findChild<QLineEdit*>()->text(), QStringLiteral("32"));
}

TEST_F(Form, asksWhetherMillionsWereMeant)
{
    type(editor("model.manual.parameters"), QStringLiteral("100"));
    auto* button = row("model.manual.parameters").findChild<LinkButton*>();
    ASSERT_NE(button, nullptr);
    EXPECT_TRUE(button->isVisible());
    EXPECT_EQ(button->text(), QStringLiteral("Did you mean 100M?"));
    EXPECT_EQ(value(field("model.manual.parameters")), Value::number("100"));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(value(field("model.manual.parameters")), Value::number("100000000"));
    EXPECT_FALSE(button->isVisible());
    session.undoStack()->undo();
    EXPECT_EQ(value(field("model.manual.parameters")), Value::number("100"));
}

TEST_F(Form, takesWhatIsHalfTypedOnReturn)
{
    const QSignalSpy spy(&form, &FormPanel::calculateRequested);
    QWidget* edit = editor("workload.sequence_length");
    type(edit, QStringLiteral("4k"));
    EXPECT_EQ(caption("workload.sequence_length").text(), QStringLiteral("= 4,000"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(spy.count(), 1);
    EXPECT_EQ(edit->findChild<QLineEdit*>()->text(), QStringLiteral("4,000"));
    EXPECT_EQ(caption("workload.sequence_length").text(), QString());
    editor("precision.weights")->setFocus();
    QTest::keyClick(editor("precision.weights"), Qt::Key_Return);
    EXPECT_EQ(spy.count(), 2);
}

TEST_F(Form, switchesTheSourceOfActivationsInOneStep)
{
    auto* source = form.findChild<ChoiceBox*>(QStringLiteral("activationSourceComboBox"));
    const Scenario before = session.scenario();
    const Bytes activations = session.estimate()->bytes.activations.value();
    ASSERT_EQ(source->value(), QStringLiteral("per-token"));
    source->setFocus();
    QTest::keyClick(source, Qt::Key_Down);
    ASSERT_EQ(source->value(), QStringLiteral("measured"));
    EXPECT_EQ(session.undoStack()->count(), 1);
    EXPECT_FALSE(session.isStale());
    EXPECT_EQ(session.estimate()->bytes.activations, activations);
    EXPECT_FALSE(row("model.manual.activations_per_token").isVisible());
    EXPECT_TRUE(row("model.manual.activation_bytes").isVisible());
    QTest::keyClick(source, Qt::Key_Down);
    EXPECT_EQ(source->value(), QStringLiteral("none"));
    QTest::keyClick(source, Qt::Key_Home);
    EXPECT_EQ(source->value(), QStringLiteral("factor"));
    EXPECT_FALSE(session.isStale());
    for (int i = 0; i < 3; ++i)
        session.undoStack()->undo();
    EXPECT_EQ(session.scenario(), before);
    EXPECT_EQ(source->value(), QStringLiteral("per-token"));
}

TEST_F(Form, showsTheWayBackOnlyWhereAValueDiffers)
{
    auto* button = form.findChild<QToolButton*>(QStringLiteral("batchSizeResetButton"));
    EXPECT_FALSE(button->isVisible());
    type(editor("workload.batch_size"), QStringLiteral("7"));
    EXPECT_TRUE(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(session.scenario().workload.batchSize, 32U);
    EXPECT_FALSE(button->isVisible());
}

TEST_F(Form, neverScrollsSideways)
{
    const auto* area = form.findChild<QScrollArea*>();
    for (const qreal zoom : {1.0, 1.6}) {
        QFont font = form.font();
        font.setPointSizeF(font.pointSizeF() * zoom);
        form.setFont(font);
        QApplication::processEvents();
        form.resize(form.minimumSizeHint().width(), 500);
        QApplication::processEvents();
        EXPECT_LE(area->widget()->width(), area->viewport()->width());
    }
}

TEST(FormColours, readOnLightAndDark)
{
    for (const QColor ground : {QColor(Qt::white), QColor(0xEF, 0xEF, 0xEF),
             QColor(0x23, 0x26, 0x29), QColor(Qt::black)}) {
        QPalette palette;
        palette.setColor(QPalette::Window, ground);
        palette.setColor(QPalette::WindowText, ground.lightness() < 128 ? Qt::white : Qt::black);
        EXPECT_GE(contrast(errorColour(palette), ground), 4.5);
        EXPECT_GE(contrast(mutedColour(palette), ground), 4.5);
    }
}

} // namespace
} // namespace headroom::gui
