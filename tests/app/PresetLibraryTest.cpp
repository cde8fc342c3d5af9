// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PresetLibrary.h"

#include "support/QtPrinters.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QStringList>
#include <QTranslator>

namespace headroom::app {
namespace {

class PresetNamesInCapitals : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char* /*disambiguation*/,
        int /*n*/) const override
    {
        return qstrcmp(context, "presets") == 0 ? QString::fromUtf8(source).toUpper() : QString();
    }
};

TEST(PresetLibrary, translatesTheNamesOfBuiltinPresetsThatHaveWords)
{
    PresetNamesInCapitals capitals;
    QCoreApplication::installTranslator(&capitals);
    const PresetLibrary library{QString()};
    QStringList untranslated;
    for (const PresetEntry& preset : library.builtins()) {
        if (preset.title() == preset.name)
            untranslated += preset.id;
        else
            EXPECT_EQ(preset.title(), preset.name.toUpper());
    }
    EXPECT_EQ(untranslated,
        (QStringList{QStringLiteral("gpt2"), QStringLiteral("bert-large"),
            QStringLiteral("llama-3.1-8b-lora"), QStringLiteral("llama-3.1-8b-qlora")}));
    EXPECT_EQ(presetTitle(QStringLiteral("my own")), QStringLiteral("my own"));
}

} // namespace
} // namespace headroom::app
