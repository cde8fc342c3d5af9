// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of a model file.
#include "app/FileTensorsModel.h"
#include "app/FileText.h"
#include "app/NaturalOrder.h"
#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace headroom::app {
namespace {

FileTensor tensor(const std::string& name, std::string_view dtype, std::uint64_t elements,
    std::uint64_t bytesPerElement)
{
    FileTensor made;
    made.name = name;
    made.dtype = dtype;
    made.shape = {elements / 2, 2};
    made.elements = elements;
    made.parameters = elements;
    made.bytes = elements * bytesPerElement;
    return made;
}

std::shared_ptr<ModelFile> sampleFile()
{
    auto file = std::make_shared<ModelFile>();
    for (const int layer : {10, 2, 0}) {
        const std::string block = "model.layers." + std::to_string(layer);
        file->tensors.push_back(tensor(block + ".up.weight", "BF16", 8, 2));
        file->tensors.push_back(tensor(block + ".norm.weight", layer == 2 ? "F32" : "BF16", 2, 4));
    }
    file->tensors.push_back(tensor("lm_head.weight", "BF16", 100, 2));
    return file;
}

QStringList column(const QAbstractItemModel& model, int column, const QModelIndex& parent = {})
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(parent); ++row)
        texts += model.index(row, column, parent).data().toString();
    return texts;
}

TEST(FileModels, namesCountUp)
{
    EXPECT_TRUE(comesBefore("layers.2.a", "layers.10.a"));
    EXPECT_TRUE(comesBefore("a", "a.b"));
    EXPECT_TRUE(comesBefore("a01", "a1"));
    EXPECT_FALSE(comesBefore("a1", "a01"));
    EXPECT_FALSE(comesBefore("a1", "a1"));
    EXPECT_TRUE(comesBefore("a.99999999999999999999998", "a.99999999999999999999999"));
}

TEST(FileModels, tensorsAreSoundSortedFilteredAndGrouped)
{
    FileTensorsModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFile(sampleFile(), UnitSystem::Binary);
    EXPECT_EQ(column(model, FileTensorsModel::Name).join(u' ').toStdString(),
        "lm_head.weight model.layers.0.norm.weight model.layers.0.up.weight "
        "model.layers.2.norm.weight model.layers.2.up.weight model.layers.10.norm.weight "
        "model.layers.10.up.weight");
    EXPECT_EQ(model.shownBytes(), Bytes{3 * (16 + 8) + 200});

    model.sort(FileTensorsModel::Elements, Qt::DescendingOrder);
    EXPECT_EQ(model.index(0, 0).data().toString(), QStringLiteral("lm_head.weight"));
    model.filter(QStringLiteral("UP bf"));
    EXPECT_EQ(model.shownTensors(), 3);
    model.filter(QStringLiteral("f32"));
    EXPECT_EQ(column(model, FileTensorsModel::Name).join(u' ').toStdString(),
        "model.layers.2.norm.weight");
    model.filter({});

    model.setGrouped(true);
    model.sort(FileTensorsModel::Name, Qt::AscendingOrder);
    EXPECT_EQ(column(model, FileTensorsModel::Name).join(u' ').toStdString(),
        "lm_head model.layers.0 model.layers.2 model.layers.10");
    EXPECT_EQ(column(model, FileTensorsModel::Elements).join(u' ').toStdString(), "100 10 10 10");
    EXPECT_EQ(
        column(model, FileTensorsModel::Type).join(u' ').toStdString(), "BF16 BF16 several BF16");
    EXPECT_EQ(column(model, FileTensorsModel::Name, model.index(2, 0)).join(u' ').toStdString(),
        "model.layers.2.norm.weight model.layers.2.up.weight");
    model.sort(FileTensorsModel::Size, Qt::AscendingOrder);
    EXPECT_EQ(model.index(3, 0).data().toString(), QStringLiteral("lm_head"));
    model.filter(QStringLiteral("nothing has this"));
    EXPECT_EQ(model.rowCount(), 0);
    model.setFile(nullptr, UnitSystem::Binary);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(FileModels, problemsComeWorstFirstWithTheirPart)
{
    ModelFile file;
    file.problems.push_back({ProblemSeverity::Note, "a", Text("fine")});
    ModelFile part;
    part.componentName = "unet";
    part.problems.push_back({ProblemSeverity::Error, "byte 3", Text("cut")});
    file.components.push_back(part);
    const std::vector<FileRemark> remarks = fileRemarks(file);
    ASSERT_EQ(remarks.size(), 2);
    EXPECT_EQ(remarks[0].where, QStringLiteral("unet: byte 3"));
    EXPECT_EQ(remarks[1].severity, ProblemSeverity::Note);
}

TEST(FileModels, sharesOfManyTypesAddUp)
{
    ModelFile file;
    for (std::uint64_t i = 1; i <= 9; ++i)
        file.dtypes["T" + std::to_string(i)] = {1, i, i * 10};
    const std::vector<TypeShare> shares = typeShares(file, UnitSystem::Binary);
    ASSERT_EQ(shares.size(), 6);
    EXPECT_EQ(shares[0].type, QStringLiteral("T9"));
    EXPECT_EQ(shares[5].bytes, Bytes{10 + 20 + 30 + 40});
    EXPECT_EQ(shares[0].share, QStringLiteral("20.00%"));
    file.dtypes = {{"F32", {1, 0, 0}}};
    EXPECT_EQ(typeShares(file, UnitSystem::Binary).front().share, QStringLiteral("0.00%"));
}

} // namespace
} // namespace headroom::app
