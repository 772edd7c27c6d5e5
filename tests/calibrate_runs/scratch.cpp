#include "tests/calibrate_runs/scratch.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include <unistd.h>

namespace archipelago::test {

Scratch::Scratch() {
  static int made = 0;
  folder_ = std::filesystem::temp_directory_path() / fmt::format("archipelago_calibrate_runs_{}_{}", ::getpid(), ++made);
  std::filesystem::create_directories(folder_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::filesystem::path Scratch::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name) << text;
  return folder_ / name;
}

std::string Scratch::text(const std::string& name) const {
  std::ostringstream text;
  text << std::ifstream(folder_ / name).rdbuf();
  return text.str();
}

std::filesystem::path scenarios() { return ARCHIPELAGO_SCENARIOS; }

} // namespace archipelago::test
