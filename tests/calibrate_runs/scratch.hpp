// A folder of a test's own, gone when the test ends.
#pragma once

#include <filesystem>
#include <string>

namespace archipelago::test {

class Scratch {
public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  std::filesystem::path write(const std::string& name, const std::string& text) const;
  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  std::string text(const std::string& name) const;

private:
  std::filesystem::path folder_;
};

std::filesystem::path scenarios();

} // namespace archipelago::test
