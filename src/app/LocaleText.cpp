// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/LocaleText.h"

#include <QCoreApplication>

namespace headroom::app {

std::string LocaleText::pattern(const char* english) const
{
    static constexpr const char* kContexts[] = {
        "core", "fields", "layers", "formula", "formats", "architectures", "engine", "base"};
    if (english[0] == '\0')
        return {};
    for (const char* context : kContexts) {
        const QString translated = QCoreApplication::translate(context, english);
        if (translated != QString::fromUtf8(english))
            return translated.toStdString();
    }
    return english;
}

std::string LocaleText::number(std::string english) const
{
    QString result;
    for (const QChar c : QString::fromStdString(english)) {
        if (c == u',')
            result += m_locale.groupSeparator();
        else if (c == u'.')
            result += m_locale.decimalPoint();
        else if (c.isDigit() && m_locale.zeroDigit() != QStringLiteral("0"))
            result += QChar(m_locale.zeroDigit().front().unicode() + c.digitValue());
        else
            result += c;
    }
    return result.toStdString();
}

QString LocaleText::toString(const Error& error) const
{
    QString text = toString(error.message);
    if (!error.suggestion.empty())
        text += QCoreApplication::translate("LocaleText", "; did you mean “%1”?")
                    .arg(QString::fromStdString(error.suggestion));
    return text;
}

} // namespace headroom::app
