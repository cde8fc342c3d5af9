// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/architectures/Vision.h"
#include "headroom/base/Count.h"
#include "headroom/formats/Models.h"

namespace headroom::cli {
namespace {

constexpr const char* kTorchvision = "torchvision";

class ModelsCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "models"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the well-known models of the catalogue, and torchvision's";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom models\n"
               "  headroom models --format json\n"
               "  headroom estimate meta-llama/Llama-3.1-8B        one of them\n"
               "  headroom estimate torchvision/resnet50           one of torchvision's\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Left, Align::Right, Align::Left, Align::Right});
        table.addRow({"Model", "Family", "Parameters", "Dtype", "Context"});
        table.addRule();
        for (const CatalogueEntry& entry : catalogueModels())
            table.addRow({entry.id, entry.family, shortCount(entry.parameters), entry.dtype,
                grouped(entry.contextLength)});
        for (std::string_view id : architectures::knownVisionModels())
            table.addRow({std::string(id), kTorchvision,
                shortCount(architectures::visionParameters(id)), "fp32", "-"});
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const CatalogueEntry& entry : catalogueModels())
            items.emplace_back(Value::Object{
                {"id", Value(entry.id)},
                {"name", Value(entry.name)},
                {"family", Value(entry.family)},
                {"parameters", Value::number(entry.parameters)},
                {"dtype", Value(entry.dtype)},
                {"context_length", Value::number(entry.contextLength)},
                {"source", Value(entry.source)},
            });
        for (std::string_view id : architectures::knownVisionModels())
            items.emplace_back(Value::Object{
                {"id", Value(id)},
                {"name", Value(id)},
                {"family", Value(kTorchvision)},
                {"parameters", Value::number(architectures::visionParameters(id))},
                {"dtype", Value("fp32")},
                {"context_length", Value()},
                {"source", Value("torchvision 0.29")},
            });
        return Value::Member{"models", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeModelsCommand() { return std::make_unique<ModelsCommand>(); }

} // namespace headroom::cli
