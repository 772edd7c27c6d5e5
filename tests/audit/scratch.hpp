// A folder that is new and empty, and gone with the object.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace archipelago {

class Scratch {
public:
  Scratch() : path_((std::filesystem::temp_directory_path() / "archipelago-audit-XXXXXX").string()) {
    if (!mkdtemp(path_.data())) throw std::runtime_error("no scratch folder");
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(*this / name, std::ios::binary) << text;
    return *this / name;
  }

private:
  std::string path_;
};

} // namespace archipelago
