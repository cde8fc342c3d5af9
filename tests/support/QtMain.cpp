// SPDX-License-Identifier: GPL-3.0-or-later
// main() of the tests that need Qt: one QApplication for all of them, offscreen unless told
// otherwise, with settings in a folder of its own; a Qt warning fails the test that caused it.
#include <gtest/gtest.h>

#include <QApplication>
#include <QByteArray>
#include <QLocale>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>

namespace {

void failOnWarning(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message)
{
    // The offscreen platform says these of itself.
    if (message.contains(QLatin1String("This plugin does not support"))
        || message.contains(QLatin1String("XDG_RUNTIME_DIR")))
        return;
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg)
        ADD_FAILURE() << "Qt: " << message.toStdString();
}

class QtTestEnvironment : public ::testing::Environment {
public:
    void SetUp() override { m_previous = qInstallMessageHandler(failOnWarning); }
    void TearDown() override { qInstallMessageHandler(m_previous); }

private:
    QtMessageHandler m_previous = nullptr;
};

} // namespace

int main(int argc, char** argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(name, home.path().toUtf8());
    const QApplication application(argc, argv);
    QLocale::setDefault(QLocale::c());
    QApplication::setStyle(QStringLiteral("Fusion"));
    ::testing::AddGlobalTestEnvironment(new QtTestEnvironment);
    return RUN_ALL_TESTS();
}
