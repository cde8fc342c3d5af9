// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/FileText.h"

#include "app/Breakdown.h"
#include "app/LocaleText.h"
#include "headroom/base/Count.h"
#include "headroom/formats/Report.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::app {
namespace {

QString fileWords(const char* text) { return QCoreApplication::translate("FileText", text); }

QString unknownText() { return fileWords(QT_TRANSLATE_NOOP("FileText", "not known")); }

QString formatName(const std::string& kind)
{
    for (const FileFormatInfo& format : fileFormats()) {
        if (format.id == kind)
            return QString::fromUtf8(format.name.data(), qsizetype(format.name.size()));
    }
    return QString::fromStdString(kind);
}

QString modelText(const ModelFile& file)
{
    QStringList words;
    for (const std::string& word : {file.modelType, file.architecture}) {
        const QString text = QString::fromStdString(word);
        if (!text.isEmpty() && !words.contains(text))
            words += text;
    }
    const QString names = words.join(QStringLiteral(", "));
    return file.known
        ? names
        : fileWords(QT_TRANSLATE_NOOP("FileText", "%1 (known by its size alone)")).arg(names);
}

QString parametersText(const ModelFile& file)
{
    if (!file.parameters)
        return unknownText();
    const QString text =
        fileWords(QT_TRANSLATE_NOOP("FileText", "%1 (%2)"))
            .arg(countText(*file.parameters), QString::fromStdString(shortCount(*file.parameters)));
    return file.guess ? fileWords(QT_TRANSLATE_NOOP("FileText", "%1, a guess")).arg(text) : text;
}

void addRemarks(std::vector<FileRemark>& remarks, const ModelFile& file, const QString& part)
{
    const LocaleText words;
    for (const FileProblem& problem : file.problems) {
        QString where = QString::fromStdString(problem.where);
        if (!part.isEmpty())
            where = where.isEmpty() ? part : QString(part + QStringLiteral(": ") + where);
        remarks.push_back({problem.severity, where, words.toString(problem.message)});
    }
    for (const ModelFile& component : file.components)
        addRemarks(remarks, component, QString::fromStdString(component.componentName));
}

} // namespace

std::vector<FileFact> fileFacts(const ModelFile& file, UnitSystem units)
{
    std::vector<FileFact> facts;
    const auto add = [&](const char* label, const QString& value, const QString& exact = {}) {
        facts.push_back({fileWords(label), value, exact});
    };
    const auto size = [&](std::uint64_t bytes) { return sizeText(Bytes{bytes}, units); };
    add(QT_TRANSLATE_NOOP("FileText", "Format"), formatName(file.kind));
    if (!file.title.empty())
        add(QT_TRANSLATE_NOOP("FileText", "Name"), QString::fromStdString(file.title));
    if (!file.modelType.empty() || !file.architecture.empty())
        add(QT_TRANSLATE_NOOP("FileText", "Architecture"), modelText(file));
    add(QT_TRANSLATE_NOOP("FileText", "Parameters"), parametersText(file));
    if (file.active && file.active != file.parameters)
        add(QT_TRANSLATE_NOOP("FileText", "Active per token"), countText(*file.active));
    if (file.embedding)
        add(QT_TRANSLATE_NOOP("FileText", "In embeddings"), countText(*file.embedding));
    add(QT_TRANSLATE_NOOP("FileText", "Weights"), file.bytes ? size(*file.bytes) : unknownText(),
        file.bytes ? exactBytes(Bytes{*file.bytes}) : QString());
    if (file.quantization)
        add(QT_TRANSLATE_NOOP("FileText", "Quantization"),
            QString::fromStdString(*file.quantization));
    if (file.contextLength)
        add(QT_TRANSLATE_NOOP("FileText", "Context length"),
            fileWords(QT_TRANSLATE_NOOP("FileText", "%1 tokens"))
                .arg(countText(*file.contextLength)));
    if (file.kvCacheBytesPerToken)
        add(QT_TRANSLATE_NOOP("FileText", "KV cache per token"), size(*file.kvCacheBytesPerToken),
            exactBytes(Bytes{*file.kvCacheBytesPerToken}));
    if (file.graphMemory && file.graphMemory->peak > 0) {
        const GraphMemory& memory = *file.graphMemory;
        QStringList sizes;
        for (const auto& [name, value] : memory.sizes)
            sizes += QStringLiteral("%1 = %2").arg(QString::fromStdString(name), countText(value));
        const QString peak = memory.inferred < memory.nodes
            ? fileWords(QT_TRANSLATE_NOOP("FileText", "at least %1")).arg(size(memory.peak))
            : size(memory.peak);
        add(QT_TRANSLATE_NOOP("FileText", "Inference activations"),
            sizes.isEmpty() ? peak
                            : fileWords(QT_TRANSLATE_NOOP("FileText", "%1 (%2)"))
                                  .arg(peak, sizes.join(QStringLiteral(", "))),
            exactBytes(Bytes{memory.peak}));
    }
    add(QT_TRANSLATE_NOOP("FileText", "Read"),
        file.filesRead == 1 ? size(file.bytesRead)
                            : fileWords(QT_TRANSLATE_NOOP("FileText", "%1 of %2 files"))
                                  .arg(size(file.bytesRead), countText(file.filesRead)),
        exactBytes(Bytes{file.bytesRead}));
    return facts;
}

std::vector<FileRemark> fileRemarks(const ModelFile& file)
{
    std::vector<FileRemark> remarks;
    addRemarks(remarks, file, {});
    std::stable_sort(remarks.begin(), remarks.end(),
        [](const FileRemark& a, const FileRemark& b) { return a.severity > b.severity; });
    return remarks;
}

QString severityText(ProblemSeverity severity)
{
    switch (severity) {
    case ProblemSeverity::Note:
        break;
    case ProblemSeverity::Warning:
        return fileWords(QT_TRANSLATE_NOOP("FileText", "Warning"));
    case ProblemSeverity::Error:
        return fileWords(QT_TRANSLATE_NOOP("FileText", "Error"));
    }
    return fileWords(QT_TRANSLATE_NOOP("FileText", "Note"));
}

QString severityMeaning(ProblemSeverity severity)
{
    switch (severity) {
    case ProblemSeverity::Note:
        break;
    case ProblemSeverity::Warning:
        return fileWords(QT_TRANSLATE_NOOP(
            "FileText", "The figures may be incomplete, or rest on what is assumed here."));
    case ProblemSeverity::Error:
        return fileWords(QT_TRANSLATE_NOOP("FileText",
            "The file is damaged or cut short: other programs refuse it, and the figures are of "
            "what could be read."));
    }
    return fileWords(QT_TRANSLATE_NOOP("FileText", "Good to know; the figures hold."));
}

std::vector<TypeShare> typeShares(const ModelFile& file, UnitSystem units)
{
    std::uint64_t total = 0;
    std::vector<std::pair<QString, DtypeShare>> types;
    for (const auto& [type, share] : file.dtypes) {
        types.emplace_back(type.empty() ? unknownText() : QString::fromStdString(type), share);
        total += share.bytes;
    }
    std::stable_sort(types.begin(), types.end(),
        [](const auto& a, const auto& b) { return a.second.bytes > b.second.bytes; });
    constexpr std::size_t kMost = 6;
    if (types.size() > kMost) {
        DtypeShare rest;
        for (std::size_t i = kMost - 1; i < types.size(); ++i) {
            rest.tensors += types[i].second.tensors;
            rest.elements += types[i].second.elements;
            rest.bytes += types[i].second.bytes;
        }
        types.resize(kMost - 1);
        types.emplace_back(fileWords(QT_TRANSLATE_NOOP("FileText", "others")), rest);
    }
    std::vector<TypeShare> shares;
    const LocaleText locale;
    for (const auto& [type, share] : types) {
        shares.push_back({type, Bytes{share.bytes}, sizeText(Bytes{share.bytes}, units),
            QString::fromStdString(sharePercent(Bytes{share.bytes}, Bytes{total}, locale)),
            fileWords(QT_TRANSLATE_NOOP("FileText", "Tensors: %1. Elements: %2. Bytes: %3"))
                .arg(countText(share.tensors), countText(share.elements), countText(share.bytes))});
    }
    return shares;
}

} // namespace headroom::app
