#include "tests/layering/include_graph.hpp"

#include <fstream>
#include <functional>
#include <regex>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

bool is_source(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".hpp"; }

SourceFile read_source(const fs::path& path, const fs::path& root) {
  static const std::regex include(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  static const std::regex simgrid_name(R"(\b(simgrid|s4u)::|\bsg_\w+)");
  static const std::regex not_code(R"re(//.*$|"([^"\\]|\\.)*")re");
  SourceFile file;
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    std::smatch found;
    if (std::regex_search(line, found, include)) {
      const bool ours = found[1] == "\"" || fs::exists(root / found[2].str());
      (ours ? file.ours : file.others).insert(found[2].str());
    } else if (std::regex_search(std::regex_replace(line, not_code, ""), simgrid_name)) {
      file.names_simgrid = true;
    }
  }
  return file;
}

} // namespace

IncludeGraph read_include_graph(const fs::path& root, const std::vector<std::string>& rooms) {
  IncludeGraph graph;
  for (const auto& room : rooms) {
    if (!fs::exists(root / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / room))
      if (entry.is_regular_file() && is_source(entry.path()))
        graph[fs::relative(entry.path(), root).generic_string()] = read_source(entry.path(), root);
  }
  return graph;
}

std::vector<std::string> find_circle(const Edges& edges) {
  enum class State { fresh, open, done };
  std::map<std::string, State> states;
  std::vector<std::string> path, circle;
  const std::function<bool(const std::string&)> visit = [&](const std::string& node) {
    if (states[node] == State::done) return false;
    path.push_back(node);
    if (states[node] == State::open) {
      circle.assign(std::find(path.begin(), path.end(), node), path.end());
      return true;
    }
    states[node] = State::open;
    if (const auto found = edges.find(node); found != edges.end())
      for (const auto& next : found->second) if (visit(next)) return true;
    states[node] = State::done;
    path.pop_back();
    return false;
  };
  for (const auto& [node, targets] : edges) if (visit(node)) break;
  return circle;
}

} // namespace archipelago
