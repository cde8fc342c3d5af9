// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/base/Count.h"
#include "headroom/formats/Models.h"

namespace headroom::cli {
namespace {

class ModelsCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "models"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the well-known models of the catalogue";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom models\n"
               "  headroom models --format json\n"
               "  headroom estimate meta-llama/Llama-3.1-8B        one of them\n";
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
        return Value::Member{"models", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeModelsCommand() { return std::make_unique<ModelsCommand>(); }

} // namespace headroom::cli
