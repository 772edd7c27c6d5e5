// Where the catalogues and examples lie: the folder that holds scenarios/.
#pragma once

#include <filesystem>
#include <string>

namespace archipelago {

// ARCHIPELAGO_DATA if set; else <prefix>/share/archipelago beside <prefix>/bin, where it was installed; else the clone that
// this program was built in. Throws CommandError (not possible) naming the places tried.
std::string data_root();
std::filesystem::path catalogue_folder();

// A file as named, from here; else, of "scenarios/…", the one that is shipped: what documents say holds wherever the program is started.
std::string input_path(const std::string& file);

} // namespace archipelago
