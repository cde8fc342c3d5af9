// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/CommandLine.h"

#include "cli/Commands.h"
#include "formats/ReportDocument.h"
#include "headroom/base/NearestWord.h"
#include "headroom/base/Value.h"
#include "headroom/base/Version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <ostream>

namespace headroom::cli {
namespace {

constexpr const char* kProgram = "headroom";
constexpr const char* kFooter =
    "Exit status: 0 done, 1 failed, 2 wrong usage. `headroom COMMAND --help` has examples.\n";

/// In the order that `headroom --help` lists them in.
constexpr auto kCommands = std::to_array<std::unique_ptr<Command> (*)()>({
    makeEstimateCommand,
    makeInspectCommand,
    makeFitCommand,
    makeAdviseCommand,
    makeServeCommand,
    makeSweepCommand,
    makeCompareCommand,
    makeMeasuredCommand,
    makeValidateCommand,
    makePresetsCommand,
    makeModelsCommand,
    makeDevicesCommand,
    makeOptimizersCommand,
    makeDtypesCommand,
    makeFieldsCommand,
    makeFormatsCommand,
});

void printError(const Console& console, const std::string& message)
{
    console.err << kProgram << ": " << plainLine(message) << '\n';
}

ExitCode usageError(const Console& console, const std::string& message, const std::string& command)
{
    printError(console, message);
    console.err << "Try `" << kProgram << (command.empty() ? "" : " ") << command << " --help`.\n";
    return ExitCode::Usage;
}

/// Writes data to standard output; a full disk there is an error, a reader that has seen enough is
/// none.
ExitCode writeOut(const Console& console, const std::string& text)
{
    errno = 0;
    console.out << text;
    console.out.flush();
    if (console.out.good() || errno == EPIPE)
        return ExitCode::Done;
    const int number = errno;
    printError(console,
        "standard output: "
            + (number != 0 ? std::generic_category().message(number) : "cannot be written"));
    return ExitCode::Failed;
}

std::string withSuggestion(std::string message, const std::string& suggestion)
{
    return suggestion.empty() ? message : message + "; did you mean \"" + suggestion + "\"?";
}

std::vector<std::string> optionNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

std::string nearestOf(std::string_view word, const std::vector<std::string>& words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    return nearestWord(word, views);
}

/// What the parser did not understand, in this program's words.
std::string describeExtras(const CLI::App& app)
{
    const std::vector<std::string> extras = app.remaining();
    const std::string& word = extras.front();
    if (!word.starts_with('-'))
        return "expected no further argument; found " + quoteText(word);
    const std::string name = word.substr(0, word.find('='));
    return withSuggestion("there is no option " + name, nearestOf(name, optionNames(app)));
}

/// The two mistakes that the parser finds itself, in this program's words.
std::string describeParseError(const CLI::ParseError& error)
{
    const std::string what = error.what();
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return "expected one more argument: " + what;
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return "expected a value after " + what.substr(0, what.find(':')) + "; found none";
    return what;
}

ExitCode runCommand(Command& command, const Console& console)
{
    if (const Result<void> usage = command.checkUsage(); !usage)
        return usageError(console, toString(usage.error()), command.name());
    const Result<Output> output = command.run(console);
    if (!output) {
        printError(console, toString(output.error()));
        return ExitCode::Failed;
    }
    for (const std::string& warning : output->warnings)
        printError(console, "warning: " + warning);
    for (const std::string& error : output->errors)
        printError(console, error);
    const ExitCode written = writeOut(console, output->text);
    return output->failed ? ExitCode::Failed : written;
}

} // namespace

ExitCode run(const std::vector<std::string>& arguments, const Console& console)
{
    CLI::App app(
        "Headroom: how much memory a neural network takes to train, fine-tune or serve", kProgram);
    app.set_version_flag("--version", std::string("headroom ") + kVersion);
    app.footer(kFooter);
    app.require_subcommand(0, 1);
    app.allow_extras();
    std::vector<std::unique_ptr<Command>> commands;
    for (const auto make : kCommands)
        commands.push_back(make());
    std::vector<std::string> names;
    for (const std::unique_ptr<Command>& command : commands) {
        CLI::App* subcommand = app.add_subcommand(command->name(), command->description());
        subcommand->footer(std::string("Examples:\n") + command->examples());
        subcommand->allow_extras();
        command->declare(*subcommand);
        names.emplace_back(command->name());
    }

    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForVersion& version) {
        return writeOut(console, std::string(version.what()) + "\n");
    } catch (const CLI::Success&) {
        const std::vector<CLI::App*> chosen = app.get_subcommands();
        return writeOut(console, chosen.empty() ? app.help() : chosen.front()->help(kProgram));
    } catch (const CLI::ParseError& error) {
        const std::vector<CLI::App*> chosen = app.get_subcommands();
        return usageError(
            console, describeParseError(error), chosen.empty() ? "" : chosen.front()->get_name());
    }

    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (!app.remaining().empty() || chosen.empty()) {
        if (app.remaining().empty())
            return usageError(console, "expected a command", {});
        const std::string word = app.remaining().front();
        if (word.starts_with('-'))
            return usageError(console, describeExtras(app), {});
        return usageError(console,
            withSuggestion("there is no command " + quoteText(word), nearestOf(word, names)), {});
    }
    if (!chosen.front()->remaining().empty())
        return usageError(console, describeExtras(*chosen.front()), chosen.front()->get_name());
    for (const std::unique_ptr<Command>& command : commands) {
        if (chosen.front()->get_name() == command->name())
            return runCommand(*command, console);
    }
    return ExitCode::Usage;
}

} // namespace headroom::cli
