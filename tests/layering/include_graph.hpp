// Which file includes which, read from the `#include "..."` lines of a source tree.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace archipelago {

struct SourceFile {
  std::set<std::string> ours;                 // "models/units.hpp"
  std::set<std::string> others;               // "simgrid/s4u.hpp"
  bool names_simgrid = false;                 // outside comments and strings
};

using IncludeGraph = std::map<std::string, SourceFile>;   // by path from the root

IncludeGraph read_include_graph(const std::filesystem::path& root, const std::vector<std::string>& rooms);

using Edges = std::map<std::string, std::set<std::string>>;
// One circle through the edges, first node repeated at the end; empty when there is none.
std::vector<std::string> find_circle(const Edges& edges);

} // namespace archipelago
