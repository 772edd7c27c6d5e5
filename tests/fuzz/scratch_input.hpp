// An input as a file, for readers that open one themselves: always the same file of this process, gone with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace archipelago {

class ScratchInput {
public:
  ScratchInput() : folder_(std::filesystem::temp_directory_path() / ("archipelago-fuzz-" + std::to_string(getpid()))) { std::filesystem::create_directories(folder_); }
  ~ScratchInput() { std::filesystem::remove_all(folder_); }
  ScratchInput(const ScratchInput&) = delete;
  ScratchInput& operator=(const ScratchInput&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
  }

private:
  std::filesystem::path folder_;
};

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

} // namespace archipelago
