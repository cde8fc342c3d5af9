// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/form/Choices.h"

#include "app/FieldText.h"
#include "headroom/base/Dtype.h"

#include <algorithm>
#include <string_view>

namespace headroom::gui {
namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

bool isBlockDtype(std::string_view name)
{
    const auto all = allDtypes();
    return std::any_of(all.begin(), all.end(), [&](const DtypeInfo& dtype) {
        return dtype.name == name && dtype.kind == DtypeKind::Block;
    });
}

} // namespace

std::vector<Choice> choicesOf(const Field& field)
{
    std::vector<Choice> choices;
    if (field.nullable)
        choices.push_back({app::choiceText(field, field.nullWord), text(field.nullWord), false});
    bool inBlocks = false;
    for (const std::string_view value : field.choices) {
        const bool block = field.key.starts_with("precision.") && isBlockDtype(value);
        choices.push_back({app::choiceText(field, value), text(value), block && !inBlocks});
        inBlocks = block;
    }
    return choices;
}

} // namespace headroom::gui
