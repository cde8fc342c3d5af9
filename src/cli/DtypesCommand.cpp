// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "formats/TextTable.h"
#include "headroom/base/Bytes.h"
#include "headroom/base/Dtype.h"

namespace headroom {
template <> struct EnumNames<DtypeKind> {
    static constexpr auto kTable = std::to_array<EnumName<DtypeKind>>({
        {DtypeKind::Float, "float"},
        {DtypeKind::Integer, "integer"},
        {DtypeKind::Boolean, "boolean"},
        {DtypeKind::Block, "block"},
    });
};
} // namespace headroom

namespace headroom::cli {
namespace {

/// "4.5": shortest form with at most four places.
std::string bitsText(const DtypeInfo& dtype)
{
    constexpr unsigned kPlaces = 4;
    std::string text =
        formatRatio(std::uint64_t{dtype.blockBytes} * 8, dtype.blockElements, kPlaces);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

class DtypesCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "dtypes"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the dtypes and how many bits each takes";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom dtypes\n"
               "  headroom dtypes --format json\n"
               "  headroom estimate example-1 --set precision.weights=bf16\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Right, Align::Left});
        table.addRow({"Dtype", "Bits", "Meaning"});
        table.addRule();
        for (const DtypeInfo& dtype : allDtypes())
            table.addRow(
                {std::string(dtype.name), bitsText(dtype), std::string(dtype.description)});
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const DtypeInfo& dtype : allDtypes())
            items.emplace_back(Value::Object{
                {"name", Value(dtype.name)},
                {"kind", Value(toString(dtype.kind))},
                {"bits", Value::number(bitsText(dtype))},
                {"block_bytes", Value::number(dtype.blockBytes)},
                {"block_elements", Value::number(dtype.blockElements)},
                {"description", Value(dtype.description)},
            });
        return Value::Member{"dtypes", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeDtypesCommand() { return std::make_unique<DtypesCommand>(); }

} // namespace headroom::cli
