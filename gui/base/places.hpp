// Where things lie: the program `archipelago`, the data (catalogues, examples), a folder for what a session writes.
#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>

namespace archipelago::gui {

// ARCHIPELAGO_PROGRAM if set; else beside this program, or where the build puts it; empty when it is nowhere.
QString program_path();

// ARCHIPELAGO_DATA if set; else <prefix>/share/archipelago; else the clone that this program was built in. Empty when there is none.
QString data_root();
std::filesystem::path catalogue_folder();
QStringList example_files();                  // scenarios that are shipped, by name

QStringList recent_files();                   // latest first; files that are gone are left out
void remember_file(const QString& path);

} // namespace archipelago::gui
