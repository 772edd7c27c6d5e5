// Where the catalogues and examples lie: the folder that holds scenarios/.
#pragma once

#include <filesystem>
#include <string>

namespace archipelago {

// ARCHIPELAGO_DATA if set; else <prefix>/share/archipelago beside <prefix>/bin, where it was installed; else the clone that
// this program was built in. Throws CommandError (not possible) naming the places tried.
std::string data_root();
std::filesystem::path catalogue_folder();

} // namespace archipelago
