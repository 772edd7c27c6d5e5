#include "sim/cli/data_root.hpp"

#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace archipelago {

namespace fs = std::filesystem;

std::string data_root() {
  std::vector<fs::path> places;
  if (const char* given = std::getenv("ARCHIPELAGO_DATA"); given && *given) {
    places.emplace_back(given);   // the user's word is the only place looked at
  } else {
    const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
    places = {folder / DATA_FROM_PROGRAM, folder / "../../.."};
  }
  std::error_code none;
  std::string tried;
  for (const auto& place : places) {
    if (fs::is_directory(place / "scenarios" / "catalogues", none)) return fs::weakly_canonical(place).string();
    tried += (tried.empty() ? "" : ", ") + place.lexically_normal().string();
  }
  throw CommandError(ExitCode::not_possible, fmt::format("no scenarios/catalogues in {}; set ARCHIPELAGO_DATA to the folder that holds scenarios/", tried));
}

std::string input_path(const std::string& file) {
  std::error_code none;
  if (!file.starts_with("scenarios/") || fs::exists(file, none)) return file;
  const fs::path shipped = fs::path(data_root()) / file;
  return fs::is_regular_file(shipped, none) ? shipped.string() : file;
}

fs::path catalogue_folder() { return fs::path(data_root()) / "scenarios" / "catalogues"; }

} // namespace archipelago
