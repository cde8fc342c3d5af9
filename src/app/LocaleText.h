// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/base/Result.h"
#include "headroom/base/Text.h"

#include <QLocale>
#include <QString>

namespace headroom::app {

/// The texts of the layers below in the language of the window, numbers as its locale writes them.
/// The contexts that HEADROOM_TEXT names are looked up in turn.
class LocaleText : public TextRenderer {
public:
    explicit LocaleText(QLocale locale = QLocale())
        : m_locale(std::move(locale))
    {
    }

    [[nodiscard]] std::string pattern(const char* english) const override;
    [[nodiscard]] std::string number(std::string english) const override;

    [[nodiscard]] QString toString(const Text& text) const
    {
        return QString::fromStdString(this->text(text));
    }
    [[nodiscard]] QString toString(const char* english) const
    {
        return QString::fromStdString(pattern(english));
    }
    /// What is wrong, without the place (the field or message bar says that), with the suggestion.
    [[nodiscard]] QString toString(const Error& error) const;

private:
    QLocale m_locale;
};

} // namespace headroom::app
