// SPDX-License-Identifier: GPL-3.0-or-later
// From tensors to what the driver reports.
#include "headroom/core/Fields.h"
#include "headroom/core/FitSearch.h"
#include "headroom/core/Measurement.h"
#include "headroom/core/MemoryModel.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

class TwoDevices : public DeviceCatalogue {
public:
    TwoDevices()
    {
        m_card.id = "card";
        m_card.vendor = "NVIDIA";
        m_card.architecture = "hopper";
        m_card.capacity = Bytes{6 * kGiB};
        m_laptop.id = "laptop";
        m_laptop.vendor = "Apple";
        m_laptop.kind = DeviceKind::Unified;
        m_laptop.capacity = Bytes{12 * kGiB};
    }
    [[nodiscard]] Result<const Device*> device(std::string_view id) const override
    {
        return id == "card" ? &m_card : &m_laptop;
    }
    [[nodiscard]] const Device& card() const { return m_card; }

private:
    Device m_card;
    Device m_laptop;
};

Scenario wideLlama()
{
    Scenario scenario;
    Value config{Value::Object{}};
    config.member("model_type") = Value("llama");
    const auto set = [&config](const char* key, std::uint64_t value) {
        config.member(key) = Value::number(value);
    };
    set("num_hidden_layers", 6);
    set("hidden_size", 1024);
    set("intermediate_size", 2816);
    set("num_attention_heads", 16);
    set("vocab_size", 32000);
    scenario.model = TransformersModel{config};
    scenario.workload.batchSize = 2;
    scenario.workload.sequenceLength = 512;
    return scenario;
}

const Overhead* find(const Estimate& estimate, Role role)
{
    for (const Overhead& row : estimate.overheads) {
        if (row.role == role)
            return &row;
    }
    return nullptr;
}

TEST(DriverUse, RowsAddUpFromThePeakToWhatIsUsed)
{
    const TwoDevices devices;
    const MemoryModel model(nullptr, &devices);
    for (const char* device : {"", "card", "laptop"}) {
        for (const std::uint64_t count : {1U, 2U, 8U}) {
            Scenario scenario = wideLlama();
            if (device[0] != 0)
                scenario.hardware.device = device;
            scenario.hardware.count = count;
            const Result<Estimate> estimate = model.estimate(scenario);
            ASSERT_TRUE(estimate) << toString(estimate.error());
            const MemoryBytes& bytes = estimate->bytes;
            std::uint64_t sum = bytes.peak->value;
            std::uint64_t low = sum;
            std::uint64_t high = sum;
            for (const Overhead& row : estimate->overheads) {
                EXPECT_FALSE(row.source.isEmpty()) << roleLabel(row.role);
                EXPECT_LE(row.low, row.bytes);
                EXPECT_GE(row.high, row.bytes);
                sum += row.bytes.value;
                low += row.low.value;
                high += row.high.value;
            }
            EXPECT_EQ(bytes.used->value, sum);
            EXPECT_EQ(bytes.peakAllocated->value, bytes.peak->value + bytes.workspace->value);
            EXPECT_GE(*bytes.peakReserved, *bytes.peakAllocated);
            ASSERT_TRUE(estimate->errorBand);
            EXPECT_EQ(estimate->errorBand->low.value, low);
            EXPECT_EQ(estimate->errorBand->high.value, high);
            EXPECT_EQ(find(*estimate, Role::Communication) != nullptr, count > 1);
            EXPECT_EQ(estimate->headline(), *bytes.used);
        }
    }
}

TEST(DriverUse, IsThatOfTheDevice)
{
    const TwoDevices devices;
    const MemoryModel model(nullptr, &devices);
    Scenario scenario = wideLlama();
    scenario.hardware.device = "card";
    const Result<Estimate> card = model.estimate(scenario);
    ASSERT_TRUE(card);
    // cuBLAS takes 32 MiB of each of the two threads on Hopper.
    EXPECT_EQ(card->bytes.workspace->value, 64 * kMiB);
    ASSERT_EQ(card->fits.size(), 1U);
    EXPECT_EQ(card->fits.front().used, *card->bytes.used);

    scenario.hardware.contextMib = 777;
    const Result<Estimate> given = model.estimate(scenario);
    ASSERT_TRUE(given);
    const Overhead* context = find(*given, Role::Context);
    ASSERT_NE(context, nullptr);
    EXPECT_EQ(context->bytes.value, 777 * kMiB);
    EXPECT_EQ(context->low, context->high);

    scenario = wideLlama();
    scenario.hardware.device = "laptop";
    const Result<Estimate> laptop = model.estimate(scenario);
    ASSERT_TRUE(laptop);
    EXPECT_EQ(laptop->bytes.workspace->value, 0U);
    EXPECT_EQ(laptop->bytes.used, laptop->bytes.peakReserved);
}

TEST(DriverUse, ExpandableSegmentsKeepLess)
{
    const MemoryModel model;
    Scenario scenario = wideLlama();
    const Result<Estimate> fixed = model.estimate(scenario);
    scenario.hardware.expandableSegments = true;
    const Result<Estimate> expandable = model.estimate(scenario);
    ASSERT_TRUE(fixed && expandable);
    EXPECT_EQ(expandable->bytes.peak, fixed->bytes.peak);
    EXPECT_LT(*expandable->bytes.used, *fixed->bytes.used);
}

TEST(DriverUse, ConvolutionsHaveAWorkspaceThatIsNotKnown)
{
    Scenario scenario;
    VisionModel vision;
    vision.id = "resnet18";
    scenario.model = vision;
    const Result<Estimate> estimate = MemoryModel().estimate(scenario);
    ASSERT_TRUE(estimate);
    const Overhead* row = find(*estimate, Role::Convolutions);
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->bytes.value, 0U);
    EXPECT_GT(row->high.value, kGiB);
}

TEST(DriverUse, PeaksAloneAreTheSameWithoutTheRest)
{
    const MemoryModel model;
    const Result<Estimate> peaks = model.estimate(wideLlama(), EstimateDetail::Peaks);
    const Result<Estimate> all = model.estimate(wideLlama());
    const Result<Estimate> tensors = model.estimate(wideLlama(), EstimateDetail::Tensors);
    ASSERT_TRUE(peaks && all && tensors);
    EXPECT_EQ(peaks->bytes.peak, all->bytes.peak);
    EXPECT_FALSE(peaks->bytes.used);
    EXPECT_EQ(tensors->bytes, all->bytes);
}

TEST(Reconcile, PutsEachFigureBesideItsEstimate)
{
    const Result<Estimate> estimate = MemoryModel().estimate(wideLlama());
    ASSERT_TRUE(estimate);
    Measurement measurement;
    measurement.allocated = estimate->bytes.peakAllocated;
    measurement.reserved = Bytes{estimate->bytes.peakReserved->value + kMiB};
    measurement.used = Bytes{measurement.reserved->value + 400 * kMiB + 1};
    const Reconciliation result = reconcile(*estimate, measurement);
    ASSERT_EQ(result.rows.size(), 5U);
    EXPECT_EQ(result.rows[0].estimated, result.rows[0].measured);
    EXPECT_EQ(result.rows[1].measured->value, result.rows[1].estimated->value + kMiB);
    // Kept as the scenario's own, the context makes the next estimate that of the run.
    EXPECT_EQ(result.contextMib, 401U);
    EXPECT_FALSE(result.notes.empty());

    // What was not measured has no row.
    Measurement alone;
    alone.used = Bytes{kMiB};
    const Reconciliation little = reconcile(*estimate, alone);
    ASSERT_EQ(little.rows.size(), 1U);
    EXPECT_FALSE(little.contextMib);
}

TEST(FitSearch, findsTheLastThatFits)
{
    const TwoDevices devices;
    const MemoryModel model(nullptr, &devices);
    FitSearch search(model, wideLlama());
    const Result<DeviceFit> fit = search.on(devices.card());
    ASSERT_TRUE(fit);
    const auto used = [&](const char* key, std::uint64_t value) {
        Scenario scenario = wideLlama();
        scenario.hardware.device = "card";
        EXPECT_TRUE(setField(scenario, *findField(key), Value::number(value)));
        const Result<Estimate> estimate = model.estimate(scenario);
        return estimate ? estimate->headline() : Bytes{};
    };
    EXPECT_EQ(fit->used, used("workload.batch_size", 2));
    const Bytes capacity = devices.card().capacity;
    ASSERT_TRUE(fit->largestBatch && fit->largestSequence);
    ASSERT_GT(*fit->largestBatch, 0U);
    EXPECT_LE(used("workload.batch_size", *fit->largestBatch), capacity);
    EXPECT_GT(used("workload.batch_size", *fit->largestBatch + 1), capacity);
    EXPECT_LE(used("workload.sequence_length", *fit->largestSequence), capacity);
    EXPECT_GT(used("workload.sequence_length", *fit->largestSequence + 1), capacity);
}

} // namespace
} // namespace headroom
