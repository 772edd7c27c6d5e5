#include "scenarios/build/names.hpp"

#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

void UniqueNames::take(const Part& part, const char* key, const std::string& name) {
  if (!name.empty() && !taken_.insert(name).second)
    part.wrong(key, fmt::format("a second {} named \"{}\"; names are unique", what_, name));
}

std::optional<std::size_t> refer(const Part& part, const char* key, const std::string& name, const std::string& what,
                                 const std::vector<std::string>& valid) {
  const auto found = std::find(valid.begin(), valid.end(), name);
  if (found != valid.end()) return static_cast<std::size_t>(found - valid.begin());
  if (valid.empty()) return std::nullopt;   // that there are none is said elsewhere
  constexpr std::size_t shown = 12;
  const std::vector<std::string> some(valid.begin(), valid.begin() + static_cast<std::ptrdiff_t>(std::min(valid.size(), shown)));
  part.wrong(key,
             fmt::format("no {} named \"{}\"; expected {}{}{}", what, name, some.size() > 1 ? "one of " : "",
                         fmt::join(some, ", "), valid.size() > shown ? ", ..." : ""),
             nearest_name(name, valid));
  return std::nullopt;
}

std::vector<std::string> site_names(const World& world) {
  std::vector<std::string> names;
  for (const Site& site : world.sites) names.push_back(site.name);
  return names;
}

} // namespace archipelago
