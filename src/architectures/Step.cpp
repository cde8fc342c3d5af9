// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/architectures/Step.h"

#include "architectures/Adapting.h"
#include "architectures/Families.h"
#include "architectures/Network.h"
#include "architectures/Run.h"

namespace headroom::architectures {

namespace {

Result<Head> headOf(const StepOptions& options, const Config& config, const Family& family)
{
    if (options.head.empty())
        return headOfConfig(config, family.heads);
    for (Head head : family.heads) {
        if (toString(head) == options.head)
            return head;
    }
    std::vector<std::string_view> names;
    for (Head head : family.heads)
        names.push_back(toString(head));
    return fail(ErrorCode::Unsupported, "workload.head",
        HEADROOM_TEXT("architectures", "{0} has {1}; found {2}"), family.types.front(),
        joinWords(names), options.head);
}

Result<std::unique_ptr<Blueprint>> blueprintOf(
    const Config& config, const StepOptions& options, Head& head)
{
    const std::string type = config.textOr("model_type", "");
    const Family* family = findFamily(type);
    if (const Error* error = config.error())
        return tl::unexpected(*error);
    if (!family) {
        const std::vector<std::string_view> known = knownModelTypes();
        auto failure = fail(type.empty() ? ErrorCode::Missing : ErrorCode::UnknownName,
            config.pathOf("model_type"),
            HEADROOM_TEXT("architectures",
                "expected one of {0}; found {1}. Models of other types can be estimated in closed "
                "form, from their parameters"),
            joinWords(known), describe(Value(type)));
        failure.value().suggestion = nearestWord(type, known);
        return failure;
    }
    const Result<Head> chosen = headOf(options, config, *family);
    if (!chosen)
        return tl::unexpected(chosen.error());
    head = *chosen;
    return family->read(config, head);
}

} // namespace

Result<StepLedger> runStep(const Value& value, const StepOptions& options)
{
    if (!value.asObject())
        return fail(ErrorCode::WrongType, "model.transformers",
            HEADROOM_TEXT("architectures", "expected an object, found {0}"), describe(value));
    const Config config(value);
    Head head = Head::CausalLm;
    Result<std::unique_ptr<Blueprint>> blueprint = blueprintOf(config, options, head);
    if (!blueprint)
        return tl::unexpected(blueprint.error());
    Result<StepLedger> result = runBlueprint(**blueprint, head,
        adaptationOf(options, *findFamily(config.textOr("model_type", "")), head), options);
    if (!result)
        return result;
    std::vector<Text> warnings;
    for (const std::string& key : config.unused())
        warnings.emplace_back(HEADROOM_TEXT("architectures", "not used: {0}"), key);
    result->warnings.insert(result->warnings.begin(), warnings.begin(), warnings.end());
    return result;
}

} // namespace headroom::architectures
