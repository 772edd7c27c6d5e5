// A file named by another file, whole. Whoever wrote the name may not be trusted: regular files only (a device or a pipe may never end),
// and no more than a stated size.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace archipelago {

struct TextFile {
  std::string text, fault;                    // fault: empty where the file was read
};

TextFile read_text_file(const std::filesystem::path& file, std::size_t most_bytes);

} // namespace archipelago
