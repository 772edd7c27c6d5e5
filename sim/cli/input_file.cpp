#include "sim/cli/input_file.hpp"

#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace archipelago {

namespace {
constexpr std::size_t largest_input = 256u << 20;   // bytes: a result of thousands of learners and seeds has a tenth of it
}

std::string read_file(const std::string& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) throw CommandError(ExitCode::usage, path + " is a directory");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw CommandError(ExitCode::usage, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  std::string text;
  std::vector<char> piece(1u << 16);
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_input) throw CommandError(ExitCode::usage, fmt::format("{} is larger than {} MiB", path, largest_input >> 20));
  }
  return text;
}

} // namespace archipelago
