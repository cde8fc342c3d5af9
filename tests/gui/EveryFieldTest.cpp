// SPDX-License-Identifier: GPL-3.0-or-later
// The window, the file, the core and the command line tell of the same bytes: for every field and
// every built-in preset.
#include "WindowFixture.h"

#include "gui/window/FileActions.h"
#include "gui/window/PresetActions.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/Report.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QProcess>

#include <array>

namespace headroom::gui {
namespace {

/// A value that is not the field's default, and means something in most scenarios.
Value otherValue(const Field& field)
{
    const Value before = defaultValue(field);
    switch (field.type) {
    case FieldType::Count:
    case FieldType::Bytes:
        return Value::number(std::max<std::uint64_t>(field.minimum, 3));
    case FieldType::Decimal:
        return Value::number(field.maximum <= 1 ? "0.5" : "2.5");
    case FieldType::Flag:
        return Value(before.asBool() == nullptr || !*before.asBool());
    case FieldType::Choice: {
        const std::string* now = before.asString();
        for (const std::string_view choice : field.choices) {
            if (now == nullptr || choice != *now)
                return Value(choice);
        }
        break;
    }
    case FieldType::Text:
        return Value("other");
    case FieldType::TextList:
        return Value(Value::List{Value("a.*"), Value("b")});
    case FieldType::TextOrList:
        return Value(Value::List{Value("q_proj")});
    case FieldType::Tree:
        return field.key == "model.layers" ? Value(Value::List{Value("layer")})
                                           : Value(Value::Object{{"model_type", Value("llama")}});
    }
    return before;
}

struct Answer {
    int exit = -1;
    std::string out;
    std::string messages;
};

Answer runCommandLine(const QString& scenario)
{
    QProcess process;
    process.start(QStringLiteral(HEADROOM_CLI),
        {QStringLiteral("estimate"), scenario, QStringLiteral("--format"), QStringLiteral("json")});
    if (!process.waitForFinished())
        return {};
    return {process.exitCode(), process.readAllStandardOutput().toStdString(),
        process.readAllStandardError().toStdString()};
}

class EveryField : public WindowTest {
protected:
    /// Saves what the window holds, and expects the command line to say of the file what the window
    /// says.
    void expectSameOutside(const std::string& what)
    {
        const QString file = path("field.headroom.json");
        dialogs.expected = 1;
        dialogs.nextSave = file;
        trigger("actionSaveAs");
        const Result<ReadScenario> saved = readScenarioFile(file.toStdString());
        ASSERT_TRUE(saved) << what << ": " << toString(saved.error());
        EXPECT_EQ(saved->scenario, session->scenario()) << what;

        const Answer answer = runCommandLine(file);
        const MemoryModel model(&builtinCatalogue(), &builtinDevices());
        const Result<Estimate> estimate = model.estimate(session->scenario());
        EXPECT_EQ(answer.exit, estimate ? 0 : 1) << what << ": " << answer.messages;
        EXPECT_EQ(session->isStale(), !estimate) << what;
        if (!estimate) {
            EXPECT_EQ(answer.out, "") << what;
            EXPECT_NE(answer.messages, "") << what;
            return;
        }
        EXPECT_EQ(*session->estimate(), *estimate) << what;
        // JSON has the tensors at the peak besides.
        const Result<Estimate> detailed =
            model.estimate(session->scenario(), EstimateDetail::Tensors);
        ASSERT_TRUE(detailed) << what;
        EXPECT_EQ(answer.out, writeReport(ReportFormat::Json, session->scenario(), *detailed))
            << what;
    }
};

TEST_F(EveryField, isTheSameInWindowFileAndCommandLine)
{
    for (const Field& field : allFields()) {
        const std::string key(field.key);
        session->open(app::Session::defaultScenario(), {});
        // Some fields have a say only where another one is set.
        if (field.mode == FieldMode::Inference) {
            ASSERT_TRUE(session->setField(*findField("workload.mode"), Value("inference")));
        }
        if (key == "optimizer.state_factor") {
            ASSERT_TRUE(session->setField(*findField("optimizer.id"), Value("custom")));
        }
        if (key == "model.manual.activations_per_token" || key == "model.manual.activation_bytes") {
            ASSERT_TRUE(session->setField(*findField("model.manual.activation_factor"), Value()));
        }
        const Scenario before = session->scenario();
        session->sealEdit();
        const Result<void> set = session->setField(field, otherValue(field));
        ASSERT_TRUE(set) << key << ": " << toString(set.error());
        EXPECT_NE(session->scenario(), before) << key;
        expectSameOutside(key);
        trigger("actionUndo");
        EXPECT_EQ(session->scenario(), before) << key;
        trigger("actionRedo");
        EXPECT_EQ(fieldValue(session->scenario(), field), otherValue(field)) << key;
    }
}

TEST_F(EveryField, everyBuiltinPresetIsTheSameEverywhere)
{
    for (const Preset& preset : builtinPresets()) {
        const std::string id(preset.id);
        session->open(app::Session::defaultScenario(), {});
        window->presets().applyBuiltin(QString::fromStdString(id));
        EXPECT_EQ(session->scenario(), *builtinPreset(id)) << id;
        ASSERT_FALSE(session->isStale()) << id;
        expectSameOutside(id);
        const Answer byName = runCommandLine(QString::fromStdString(id));
        const Result<Estimate> detailed =
            MemoryModel(&builtinCatalogue(), &builtinDevices())
                .estimate(session->scenario(), EstimateDetail::Tensors);
        ASSERT_TRUE(detailed) << id;
        EXPECT_EQ(byName.out, writeReport(ReportFormat::Json, session->scenario(), *detailed))
            << id;

        auto* copy = window->findChild<QAction*>(QStringLiteral("actionCopyResults"));
        ASSERT_NE(copy, nullptr);
        copy->trigger();
        const std::string total = formatMebibytes(session->estimate()->headline());
        const std::string number = total.substr(0, total.find(' '));
        EXPECT_NE(
            QGuiApplication::clipboard()->text().toStdString().find(number), std::string::npos)
            << id << ": " << number << " in\n"
            << QGuiApplication::clipboard()->text().toStdString();
    }
}

} // namespace
} // namespace headroom::gui
