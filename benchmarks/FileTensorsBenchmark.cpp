// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a file with 100,000 tensors: what opening, each key in the filter, each sorting and
// each page of scrolling cost, with the view that shows it. Offscreen.
#include "app/FileTensorsModel.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QScrollBar>
#include <QTreeView>

#include <memory>

namespace headroom {
namespace {

std::shared_ptr<const ModelFile> largeFile()
{
    static const std::shared_ptr<const ModelFile> made = [] {
        auto file = std::make_shared<ModelFile>();
        constexpr int kLayers = 64;
        constexpr int kExperts = 512;
        for (int layer = 0; layer < kLayers; ++layer) {
            for (int expert = 0; expert < kExperts; ++expert) {
                for (const char* part : {"gate_proj", "up_proj", "down_proj"}) {
                    FileTensor tensor;
                    tensor.name = "model.layers." + std::to_string(layer) + ".mlp.experts."
                        + std::to_string(expert) + "." + part + ".weight";
                    tensor.dtype = expert % 2 == 0 ? "F8_E4M3" : "BF16";
                    tensor.shape = {2048, 7168};
                    tensor.elements = 2048 * 7168;
                    tensor.parameters = tensor.elements;
                    tensor.bytes = tensor.elements * (expert % 2 == 0 ? 1 : 2);
                    file->tensors.push_back(std::move(tensor));
                }
            }
        }
        return file;
    }();
    return made;
}

struct Shown {
    app::FileTensorsModel model;
    QTreeView view;
    explicit Shown(bool grouped)
    {
        model.setGrouped(grouped);
        model.setFile(largeFile(), UnitSystem::Binary);
        view.setUniformRowHeights(true);
        view.setModel(&model);
        view.resize(900, 500);
        view.show();
        QCoreApplication::processEvents();
    }
    void paint()
    {
        QCoreApplication::processEvents();
        view.viewport()->repaint();
    }
};

void openFile(benchmark::State& state)
{
    for (auto _ : state) {
        app::FileTensorsModel model;
        model.setFile(largeFile(), UnitSystem::Binary);
        benchmark::DoNotOptimize(model.rowCount());
    }
}
BENCHMARK(openFile)->Unit(benchmark::kMillisecond);

void typeInFilter(benchmark::State& state)
{
    Shown shown(state.range(0) != 0);
    constexpr const char* kTexts[] = {"d", "do", "down", "down 12", "down 12 bf16", ""};
    std::size_t i = 0;
    for (auto _ : state) {
        shown.model.filter(QString::fromLatin1(kTexts[i++ % std::size(kTexts)]));
        shown.paint();
    }
}
BENCHMARK(typeInFilter)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void sortBySize(benchmark::State& state)
{
    Shown shown(false);
    bool up = false;
    for (auto _ : state) {
        shown.model.sort(
            app::FileTensorsModel::Size, up ? Qt::AscendingOrder : Qt::DescendingOrder);
        up = !up;
        shown.paint();
    }
}
BENCHMARK(sortBySize)->Unit(benchmark::kMillisecond);

void scrollByPage(benchmark::State& state)
{
    Shown shown(false);
    QScrollBar& bar = *shown.view.verticalScrollBar();
    for (auto _ : state) {
        bar.setValue(
            bar.value() + bar.pageStep() < bar.maximum() ? bar.value() + bar.pageStep() : 0);
        shown.paint();
    }
}
BENCHMARK(scrollByPage)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace headroom

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
