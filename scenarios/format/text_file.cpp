#include "scenarios/format/text_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace archipelago {

namespace fs = std::filesystem;

TextFile read_text_file(const fs::path& file, std::size_t most_bytes) {
  std::error_code error;
  if (file.native().find('\0') != std::string::npos) return {{}, "a name with a zero byte in it"};
  const auto status = fs::status(file, error);
  if (!fs::exists(status)) return {{}, "no such file"};
  if (!fs::is_regular_file(status)) return {{}, "cannot be read as a file"};
  if (const auto size = fs::file_size(file, error); !error && size > most_bytes) return {{}, fmt::format("{} bytes; it may have at most {}", size, most_bytes)};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return {{}, "cannot be read as a file"};
  std::ostringstream text;
  text << stream.rdbuf();
  return {std::move(text).str(), {}};
}

} // namespace archipelago
