// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/formats/Report.h"

#include "headroom/core/MemoryModel.h"
#include "headroom/formats/Devices.h"
#include "headroom/formats/Json.h"
#include "headroom/formats/Models.h"
#include "headroom/formats/Presets.h"
#include "headroom/formats/ScenarioFile.h"
#include "support/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Everything a report can say: a verdict, assumptions, warnings, and a name full of marks.
Scenario everything()
{
    Scenario scenario = *builtinPreset("gpt2");
    scenario.name = "A & B <i>\"x\"</i> | 100% $y_1$ {z} #~^\\ *b*,\n\x1B[31m";
    scenario.workload.gradientAccumulationSteps = 4;
    scenario.hardware.memoryBytes = Bytes{6 * kGiB};
    scenario.precision.masterWeights = MasterWeights::Fp32;
    scenario.parallelism.data = 2;
    return scenario;
}

std::string report(ReportFormat format, const Scenario& scenario, ReportOptions options = {})
{
    return writeReport(format, scenario,
        *MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(scenario), options);
}

TEST(Report, isAsTheGoldenFiles)
{
    for (const auto& [format, name] : EnumNames<ReportFormat>::kTable) {
        const std::string ending = std::string(name) + ".golden";
        tests::expectGolden(
            "report-example-1." + ending, report(format, *builtinPreset("example-1")));
        tests::expectGolden("report-everything." + ending, report(format, everything()));
    }
    Scenario inference = *builtinPreset("mistral-7b");
    std::get<ManualModel>(inference.model).activationsPerToken.reset();
    tests::expectGolden("report-inference.text.golden", report(ReportFormat::Text, inference));
    tests::expectGolden("report-inference.json.golden", report(ReportFormat::Json, inference));
}

TEST(Report, coloursOnlyWhenAsked)
{
    EXPECT_EQ(report(ReportFormat::Text, everything()).find('\x1B'), std::string::npos);
    const std::string coloured =
        report(ReportFormat::Text, everything(), {UnitSystem::Binary, true});
    EXPECT_NE(coloured.find("\x1B[31m"), std::string::npos);
    // Without its colours it is the same.
    std::string plain;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\x1B')
            i = coloured.find('m', i);
        else
            plain += coloured[i];
    }
    EXPECT_EQ(plain, report(ReportFormat::Text, everything()));
}

TEST(Report, rowsAddUpToTheTotal)
{
    for (const Preset& preset : builtinPresets()) {
        const Scenario scenario = *builtinPreset(preset.id);
        const Estimate estimate =
            *MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(scenario);
        const std::vector<ReportRow> rows = reportRows(scenario, estimate, UnitSystem::Binary);
        std::uint64_t sum = 0;
        for (const ReportRow& row : rows) {
            if (row.component != nullptr)
                sum += row.bytes.value_or(Bytes()).value;
        }
        EXPECT_EQ(rows.back().component, nullptr);
        EXPECT_EQ(rows.back().bytes, Bytes{sum}) << preset.id;
    }
}

TEST(Report, saysHeadlineShareAndVerdict)
{
    EXPECT_EQ(headlineText(Bytes{2'063'104'000}, UnitSystem::Binary), "1,967.53 MiB (1.92 GiB)");
    EXPECT_EQ(headlineText(Bytes{2'063'104'000}, UnitSystem::Decimal), "2,063.10 MB (2.06 GB)");
    EXPECT_EQ(sharePercent(Bytes{1}, Bytes{3}), "33.33%");
    constexpr std::uint64_t kMax = ~std::uint64_t{0};
    EXPECT_EQ(sharePercent(Bytes{kMax}, Bytes{kMax}), "100.00%");
    EXPECT_EQ(verdict({"custom", Bytes{8 * kGiB}, Bytes{5 * kGiB}, true}, UnitSystem::Binary),
        "fits, 3.00 GiB left");
    EXPECT_EQ(verdict({"custom", Bytes{5 * kGiB}, Bytes{8 * kGiB}, false}, UnitSystem::Decimal),
        "does not fit, 3.22 GB over");
}

TEST(Report, jsonHasEveryKeyAndNullForTheUnknown)
{
    const Result<JsonDocument> document =
        parseJson(report(ReportFormat::Json, *builtinPreset("example-1")));
    ASSERT_TRUE(document);
    const Value& bytes = *document->value.find("bytes");
    EXPECT_EQ(bytes.asObject()->size(), 17U);
    EXPECT_EQ(*bytes.find("sum"), Value::number(2'063'104'000));
    EXPECT_EQ(*bytes.find("kv_cache"), Value::number(0));
    for (const char* key : {"buffers", "batch", "peak_forward", "peak", "used"})
        EXPECT_TRUE(bytes.find(key)->isNull()) << key;
    for (const char* key :
        {"parameters", "peak", "layers", "fits", "assumptions", "warnings", "error_band"})
        EXPECT_NE(document->value.find(key), nullptr) << key;
}

TEST(Report, saysWhatIsAliveAtThePeakOfAnArchitecture)
{
    const CatalogueEntry& entry = **catalogueModel("SmolLM2-135M");
    const Scenario scenario = scenarioOf(entry);
    const Estimate estimate = *MemoryModel(&builtinCatalogue()).estimate(scenario);
    for (const EnumName<ReportFormat>& format : EnumNames<ReportFormat>::kTable) {
        if (format.value == ReportFormat::Json)
            continue;
        const std::string text = writeReport(format.value, scenario, estimate);
        EXPECT_NE(text.find(estimate.peak->phase), std::string::npos) << format.name;
        EXPECT_NE(text.find("Optimizer state"), std::string::npos) << format.name;
        EXPECT_NE(text.find("Temporaries"), std::string::npos) << format.name;
    }
    const std::string csv = writeReport(ReportFormat::Csv, scenario, estimate);
    EXPECT_NE(csv.find("peak,peak,Peak," + std::to_string(estimate.bytes.peak->value)),
        std::string::npos);
}

TEST(Report, csvKeepsSpreadsheetsFromRunningANameAsAFormula)
{
    Scenario scenario = *builtinPreset("example-1");
    scenario.name = "=HYPERLINK(\"x\")";
    EXPECT_NE(
        report(ReportFormat::Csv, scenario).find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
}

/// A language of its own, to see that every label passes through the renderer.
class Brackets : public TextRenderer {
public:
    [[nodiscard]] std::string pattern(const char* english) const override
    {
        return "⟦" + std::string(english) + "⟧";
    }
    [[nodiscard]] std::string number(std::string english) const override
    {
        std::replace(english.begin(), english.end(), ',', '\'');
        return english;
    }
};

TEST(Report, takesItsWordsFromTheRenderer)
{
    const Scenario scenario = *builtinPreset("example-1");
    const std::string text = writeReport(ReportFormat::Text, scenario,
        *MemoryModel(&builtinCatalogue(), &builtinDevices()).estimate(scenario), {}, Brackets());
    EXPECT_NE(text.find("⟦Model parameters⟧"), std::string::npos) << text;
    EXPECT_NE(text.find("⟦Batch size⟧"), std::string::npos);
    EXPECT_NE(text.find("1'967.53 MiB"), std::string::npos);
    EXPECT_EQ(text.find("1,967"), std::string::npos);
}

} // namespace
} // namespace headroom
