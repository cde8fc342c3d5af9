// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ReportDocument.h"
#include "headroom/formats/Json.h"

namespace headroom {
namespace {

Value number(const std::optional<Bytes>& bytes)
{
    return bytes ? Value::number(bytes->value) : Value();
}

Value peakValue(const Peak& peak)
{
    Value::List tensors;
    for (const PeakTensor& tensor : peak.tensors)
        tensors.emplace_back(Value::Object{
            {"name", Value(tensor.name)},
            {"role", Value(toString(tensor.role))},
            {"bytes", Value::number(tensor.bytes.value)},
        });
    return Value(Value::Object{
        {"phase", Value(peak.phase)},
        {"at", Value(peak.at)},
        {"tensors", Value(std::move(tensors))},
    });
}

Value layerValue(const LayerMemory& layer)
{
    return Value(Value::Object{
        {"name", Value(layer.name)},
        {"parameters", Value::number(layer.parameters)},
        {"weights", Value::number(layer.weights.value)},
        {"activations", Value::number(layer.activations.value)},
    });
}

Value overheadValue(const Overhead& row)
{
    return Value(Value::Object{
        {"id", Value(toString(row.role))},
        {"bytes", Value::number(row.bytes.value)},
        {"low", Value::number(row.low.value)},
        {"high", Value::number(row.high.value)},
        {"source", Value(row.source.english())},
    });
}

Value fitValue(const Fit& fit)
{
    const std::string difference = std::to_string(fit.difference().value);
    return Value(Value::Object{
        {"device", Value(fit.device)},
        {"capacity", Value::number(fit.capacity.value)},
        {"used", Value::number(fit.used.value)},
        {"fits", Value(fit.fits)},
        {"headroom", Value::number(fit.fits ? difference : "-" + difference)},
    });
}

template <typename T, typename Convert> Value listOf(const std::vector<T>& items, Convert convert)
{
    Value::List list;
    for (const T& item : items)
        list.push_back(convert(item));
    return Value(std::move(list));
}

} // namespace

Value estimateTree(const Estimate& estimate)
{
    const auto sentence = [](const Text& text) { return Value(text.english()); };
    Value tree;
    tree.member("headroom") = Value::number(kScenarioVersion);
    tree.member("parameters") = Value(Value::Object{
        {"total", Value::number(estimate.parameters.total)},
        {"trainable", Value::number(estimate.parameters.trainable)},
        {"active", Value::number(estimate.parameters.active)},
    });
    Value bytes;
    for (const MemoryField& field : memoryFields())
        bytes.member(field.key) = number(estimate.bytes.*field.member);
    tree.member("bytes") = std::move(bytes);
    tree.member("peak") = estimate.peak ? peakValue(*estimate.peak) : Value();
    tree.member("layers") = listOf(estimate.layers, layerValue);
    tree.member("overheads") = listOf(estimate.overheads, overheadValue);
    tree.member("fits") = listOf(estimate.fits, fitValue);
    tree.member("assumptions") = listOf(estimate.assumptions, sentence);
    tree.member("warnings") = listOf(estimate.warnings, sentence);
    const auto& band = estimate.errorBand;
    tree.member("error_band") = !band ? Value()
                                      : Value(Value::Object{
                                          {"low", Value::number(band->low.value)},
                                          {"high", Value::number(band->high.value)},
                                          {"source", sentence(band->source)},
                                      });
    return tree;
}

std::string writeJsonReport(const Estimate& estimate) { return writeJson(estimateTree(estimate)); }

} // namespace headroom
