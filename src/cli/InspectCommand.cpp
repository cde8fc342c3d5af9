// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Commands.h"
#include "cli/ListCommand.h"
#include "cli/ScenarioSource.h"
#include "formats/TextTable.h"
#include "headroom/base/Decimal.h"
#include "headroom/formats/ModelFile.h"

#include <CLI/CLI.hpp>

#include <map>
#include <optional>
#include <vector>

namespace headroom::cli {
namespace {

class InspectCommand : public Command {
public:
    [[nodiscard]] const char* name() const override { return "inspect"; }
    [[nodiscard]] const char* description() const override
    {
        return "Say what a model file or folder holds";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom inspect model.safetensors\n"
               "  headroom inspect config.json --format json | jq .parameters.total\n"
               "  headroom inspect model.gguf --tensors --filter 'blk.0.*'\n"
               "  headroom inspect model-f16.gguf --as Q4_K_M          before it is made\n"
               "  headroom inspect ~/models/Llama-3.1-8B\n"
               "  headroom inspect old.safetensors new.safetensors        what differs\n";
    }

    void declare(CLI::App& app) override
    {
        app.add_option("file", m_path,
               "A model file (see `headroom formats`), a folder of them, or - for standard input")
            ->type_name("")
            ->required();
        app.add_option("other", m_other, "Another one, to compare it with")->type_name("");
        app.add_option("--format", m_formatName, "text, json, csv or markdown")
            ->type_name("FORMAT");
        app.add_flag("--tensors", m_options.tensors, "List every tensor");
        app.add_option("--size", m_sizeWords,
               "Of an ONNX graph: a dimension that it leaves open, such as batch=8 (else 1)")
            ->type_name("NAME=N")
            ->allow_extra_args(false);
        app.add_option("--as", m_as,
               "The file that llama-quantize would make of a GGUF file, such as Q4_K_M")
            ->type_name("KIND");
        app.add_option("--filter", m_options.filter,
               "List the tensors whose name fits a pattern (*, ?, [abc])")
            ->type_name("GLOB");
    }

    [[nodiscard]] Result<void> checkUsage() override
    {
        const Result<InspectFormat> format =
            enumFromString<InspectFormat>(m_formatName, "--format");
        if (!format)
            return tl::unexpected(format.error());
        for (const std::string& word : m_sizeWords) {
            const std::size_t equals = word.rfind('=');
            const Result<std::uint64_t> size = equals == word.npos || equals == 0
                ? fail(ErrorCode::Syntax, "--size", "expected NAME=N, such as batch=8; found {0}",
                    quoteText(word))
                : sizeOf(word.substr(equals + 1));
            if (!size)
                return tl::unexpected(size.error());
            m_sizes.insert_or_assign(word.substr(0, equals), *size);
        }
        m_format = *format;
        m_options.tensors = m_options.tensors || !m_options.filter.empty();
        return {};
    }

    [[nodiscard]] Result<Output> run(const Console& console) override
    {
        Result<ModelFile> file = open(m_path, console);
        if (file && !m_as.empty())
            file = quantizedAs(*file, m_as);
        if (!file)
            return tl::unexpected(file.error());
        if (!m_sizes.empty())
            file->graphMemory = graphMemory(*file, m_sizes);
        Output output;
        report(*file, m_path, output);
        if (m_other.empty()) {
            output.text = writeInspection(*file, m_format, m_options);
            return output;
        }
        const Result<ModelFile> other = open(m_other, console);
        if (!other)
            return tl::unexpected(other.error());
        report(*other, m_other, output);
        output.text = writeComparison(*file, *other, m_path, m_other, m_format);
        return output;
    }

private:
    static Result<ModelFile> open(const std::string& path, const Console& console)
    {
        if (path != "-")
            return inspectPath(path);
        Result<std::string> text = readWord(path, console);
        if (!text)
            return tl::unexpected(text.error());
        return inspectBytes(std::move(*text), kStandardInput);
    }

    static Result<std::uint64_t> sizeOf(const std::string& text)
    {
        constexpr std::uint64_t kLargest = std::uint64_t{1} << 40U;
        const Decimal::Parsed parsed = Decimal::parse(text);
        if (!parsed.value || !parsed.value->isWhole() || parsed.value->digits() > kLargest)
            return fail(ErrorCode::OutOfRange, "--size",
                "expected a whole number from 0 to {0}; found {1}", kLargest, quoteText(text));
        return parsed.value->digits();
    }

    /// Errors that left something to print still fail.
    static void report(const ModelFile& file, const std::string& path, Output& output)
    {
        output.failed = output.failed || file.hasErrors();
        for (const FileProblem& problem : file.problems) {
            if (problem.severity == ProblemSeverity::Error)
                output.errors.push_back(path + ": "
                    + (problem.where.empty() ? "" : problem.where + ": ")
                    + problem.message.english());
        }
        for (const ModelFile& part : file.components)
            report(part, path + ": " + part.componentName, output);
    }

    std::string m_path;
    std::string m_other;
    std::string m_as;
    std::vector<std::string> m_sizeWords;
    std::map<std::string, std::uint64_t, std::less<>> m_sizes;
    std::string m_formatName = "text";
    InspectFormat m_format = InspectFormat::Text;
    InspectOptions m_options;
};

class FormatsCommand : public ListCommand {
public:
    [[nodiscard]] const char* name() const override { return "formats"; }
    [[nodiscard]] const char* description() const override
    {
        return "List the formats of model files that are read";
    }
    [[nodiscard]] const char* examples() const override
    {
        return "  headroom formats\n"
               "  headroom formats --format json\n";
    }

protected:
    [[nodiscard]] Result<std::string> text() const override
    {
        using Align = TextTable::Align;
        TextTable table({Align::Left, Align::Left, Align::Left});
        table.addRow({"Format", "Files", "What it holds"});
        table.addRule();
        for (const FileFormatInfo& format : fileFormats())
            table.addRow({std::string(format.id), std::string(format.endings),
                format.description.english()});
        return table.toString();
    }

    [[nodiscard]] Result<Value::Member> list() const override
    {
        Value::List items;
        for (const FileFormatInfo& format : fileFormats())
            items.emplace_back(Value::Object{
                {"id", Value(format.id)},
                {"name", Value(format.name)},
                {"endings", Value(format.endings)},
                {"description", Value(format.description.english())},
            });
        return Value::Member{"formats", Value(std::move(items))};
    }
};

} // namespace

std::unique_ptr<Command> makeInspectCommand() { return std::make_unique<InspectCommand>(); }
std::unique_ptr<Command> makeFormatsCommand() { return std::make_unique<FormatsCommand>(); }

} // namespace headroom::cli
