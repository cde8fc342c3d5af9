// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/core/Optimizers.h"

namespace headroom {
template <> struct EnumNames<OptimizerInfo::States> {
    static constexpr auto kTable = std::to_array<EnumName<OptimizerInfo::States>>({
        {OptimizerInfo::States::Plain, "plain"},
        {OptimizerInfo::States::BlockQuantized, "8-bit"},
        {OptimizerInfo::States::Custom, "custom"},
        {OptimizerInfo::States::NeedsShapes, "needs-shapes"},
    });
};
} // namespace headroom

namespace headroom::cli {
namespace {

using States = OptimizerInfo::States;

/// How many values of the state's dtype a parameter has; nothing where there is no such number.
bool hasCount(const OptimizerInfo& optimizer)
{
    return optimizer.kind == States::Plain || optimizer.kind == States::BlockQuantized;
}

std::string statesText(const OptimizerInfo& optimizer)
{
    if (!hasCount(optimizer))
        return "—";
    const std::string count = std::to_string(optimizer.states);
    if (optimizer.kind == States::BlockQuantized)
        return count + " (8-bit)";
    return optimizer.fixedDtype ? count + " (" + std::string(toString(*optimizer.fixedDtype)) + ")"
                                : count;
}

class OptimizersCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "optimizers"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the optimizers and what each keeps for a parameter";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom optimizers\n"
               "  headroom optimizers --format json\n"
               "  headroom estimate example-1 --set optimizer.id=adamw-8bit\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Left, Align::Left, Align::Left, Align::Left});
        table.addRow({"Optimizer", "Name", "States", "Keeps for each parameter", "Source"});
        table.addRule();
        for (const OptimizerInfo& optimizer : allOptimizers())
            table.addRow(
                {std::string(optimizer.id), std::string(optimizer.name), statesText(optimizer),
                    std::string(optimizer.keeps), std::string(optimizer.source)});
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const OptimizerInfo& optimizer : allOptimizers())
            items.emplace_back(Value::Object{
                {"id", Value(optimizer.id)},
                {"name", Value(optimizer.name)},
                {"kind", Value(toString(optimizer.kind))},
                {"states", hasCount(optimizer) ? Value::number(optimizer.states) : Value()},
                {"dtype", optimizer.fixedDtype ? Value(toString(*optimizer.fixedDtype)) : Value()},
                {"keeps", Value(optimizer.keeps)},
                {"source", Value(optimizer.source)},
            });
        return Value::Member{"optimizers", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeOptimizersCommand() { return std::make_unique<OptimizersCommand>(); }

} // namespace headroom::cli
