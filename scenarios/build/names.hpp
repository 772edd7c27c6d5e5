// Names that must be unique, and names that refer to others.
#pragma once

#include "scenarios/build/part.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace archipelago {

class UniqueNames {
public:
  explicit UniqueNames(std::string what) : what_(std::move(what)) {}
  void know(const std::string& name) { taken_.insert(name); }
  void take(const Part& part, const char* key, const std::string& name);   // a finding if it was taken before

private:
  std::string what_;
  std::set<std::string> taken_;
};

// Index of `name` in `valid`; a finding with the nearest name if it is not there.
std::optional<std::size_t> refer(const Part& part, const char* key, const std::string& name, const std::string& what,
                                 const std::vector<std::string>& valid);

std::vector<std::string> site_names(const World& world);

} // namespace archipelago
