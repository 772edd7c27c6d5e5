// Fails on an include that goes up the house, on a circle between files or folders, and on SimGrid outside its room.
//
//   layering ROOT               checks the tree under ROOT
//   layering --self-test DIR    writes small faulty trees under DIR and checks that each fault is found
#include "tests/layering/include_graph.hpp"

#include <fstream>
#include <iostream>

using namespace archipelago;
namespace fs = std::filesystem;

namespace {

// Every room with the rooms that it may include.
const std::map<std::string, std::set<std::string>> house{
    {"models", {"models"}},
    {"scenarios", {"scenarios", "models"}},
    {"reports", {"reports", "scenarios", "models"}},
    {"sim", {"sim", "reports", "scenarios", "models"}},
    {"gui", {"gui", "reports", "scenarios", "models"}},
    {"tests", {"tests", "sim", "gui", "reports", "scenarios", "models"}},
};

std::string room_of(const std::string& path) { return path.substr(0, path.find('/')); }
std::string folder_of(const std::string& path) { return fs::path(path).parent_path().generic_string(); }

// A folder's front files (a room's units, its world) serve its sub-folders and gather them: circles count between the others.
bool one_holds_the_other(const std::string& a, const std::string& b) { return (a + "/").starts_with(b + "/") || (b + "/").starts_with(a + "/"); }

// Tests of SimGrid's own behaviour, and the bench that compares ours with a bare program.
bool tests_simgrid(const std::string& path) { return path.starts_with("tests/engine/") || path.starts_with("tests/bench/"); }

// The one file that may see SimGrid, and so must be seen by sources of its own folder alone.
constexpr const char* simgrid_door = "sim/engine/simgrid.hpp";
bool may_open_door(const std::string& path) { return path.starts_with("sim/engine/") && path.ends_with(".cpp"); }

bool is_header(const std::string& path) { return path.ends_with(".hpp"); }

std::string joined(const std::vector<std::string>& circle) {
  std::string text;
  for (const auto& node : circle) text += (text.empty() ? "" : " -> ") + node;
  return text;
}

std::vector<std::string> faults_of(const fs::path& root) {
  std::vector<std::string> rooms, faults;
  for (const auto& [room, below] : house) rooms.push_back(room);
  const IncludeGraph graph = read_include_graph(root, rooms);
  if (graph.empty()) faults.push_back("no sources under " + root.string());

  Edges files, folders;
  for (const auto& [path, file] : graph) {
    for (const auto& target : file.ours) {
      if (!graph.contains(target)) faults.push_back(path + ": \"" + target + "\" is not a path from the root");
      else if (!house.at(room_of(path)).contains(room_of(target))) faults.push_back(path + ": includes " + target + ", which is not below it");
      else if (target == simgrid_door && !may_open_door(path)) faults.push_back(path + ": includes " + target + ", which is for sources of sim/engine");
      files[path].insert(target);
      if (!one_holds_the_other(folder_of(path), folder_of(target))) folders[folder_of(path)].insert(folder_of(target));
    }
    for (const auto& target : file.others)
      if ((target.starts_with("simgrid/") || target.starts_with("xbt/")) && path != simgrid_door && !tests_simgrid(path))
        faults.push_back(path + ": includes <" + target + "> outside " + simgrid_door);
    if (file.names_simgrid && is_header(path) && path != simgrid_door && !tests_simgrid(path)) faults.push_back(path + ": a header shows a SimGrid type");
  }
  if (const auto circle = find_circle(files); !circle.empty()) faults.push_back("circle of files: " + joined(circle));
  if (const auto circle = find_circle(folders); !circle.empty()) faults.push_back("circle of folders: " + joined(circle));
  return faults;
}

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

int self_test(const fs::path& folder) {
  struct Case { std::string name, expected; std::vector<std::pair<std::string, std::string>> files; };
  const std::vector<Case> cases{
      {"sound", "", {{"models/a.hpp", "#include <vector>\n"}, {"sim/b.cpp", "#include \"models/a.hpp\"\n// simgrid::s4u\n"}}},
      {"gathering", "", {{"models/units.hpp", ""}, {"models/x/a.hpp", "#include \"models/units.hpp\"\n"}, {"models/world.hpp", "#include \"models/x/a.hpp\"\n"}}},
      {"up", "not below", {{"models/a.hpp", "#include \"sim/b.hpp\"\n"}, {"sim/b.hpp", ""}}},
      {"angle-up", "not below", {{"reports/a.hpp", "#include <sim/b.hpp>\n"}, {"sim/b.hpp", ""}}},
      {"files", "circle of files", {{"models/a.hpp", "#include \"models/b.hpp\"\n"}, {"models/b.hpp", "#include \"models/a.hpp\"\n"}}},
      {"folders", "circle of folders", {{"sim/x/a.hpp", "#include \"sim/y/b.hpp\"\n"}, {"sim/y/b.hpp", ""},
                                        {"sim/y/c.hpp", "#include \"sim/x/d.hpp\"\n"}, {"sim/x/d.hpp", ""}}},
      {"simgrid", "outside sim/engine", {{"sim/study/a.cpp", "#include <simgrid/s4u.hpp>\n"}}},
      {"study-test", "outside sim/engine", {{"tests/study/a.cpp", "#include <simgrid/s4u.hpp>\n"}}},
      {"beside", "outside sim/engine", {{"sim/engine/a.cpp", "#include <simgrid/s4u.hpp>\n"}}},
      {"door", "", {{"sim/engine/simgrid.hpp", "#include <simgrid/s4u.hpp>\nnamespace s4u = simgrid::s4u;\n"}, {"sim/engine/a.cpp", "#include \"sim/engine/simgrid.hpp\"\n"}}},
      {"open-door", "for sources of sim/engine", {{"sim/engine/simgrid.hpp", ""}, {"sim/engine/a.hpp", "#include \"sim/engine/simgrid.hpp\"\n"}}},
      {"type", "shows a SimGrid type", {{"sim/engine/a.hpp", "void f(simgrid::s4u::Host* host);\n"}}},
      {"relative", "not a path from the root", {{"sim/x/a.hpp", "#include \"b.hpp\"\n"}, {"sim/x/b.hpp", ""}}},
  };
  int missed = 0;
  for (const auto& [name, expected, files] : cases) {
    fs::remove_all(folder / name);
    for (const auto& [path, text] : files) write(folder / name / path, text);
    const auto faults = faults_of(folder / name);
    const bool found = expected.empty() ? faults.empty() : faults.size() == 1 && faults[0].find(expected) != std::string::npos;
    if (found) continue;
    ++missed;
    std::cout << name << ": expected \"" << expected << "\", found " << faults.size() << " faults\n";
    for (const auto& fault : faults) std::cout << "  " << fault << "\n";
  }
  return missed ? 1 : 0;
}

} // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--self-test") return self_test(argv[2]);
  if (argc != 2) { std::cout << "usage: layering ROOT | layering --self-test DIR\n"; return 2; }
  const auto faults = faults_of(argv[1]);
  for (const auto& fault : faults) std::cout << fault << "\n";
  return faults.empty() ? 0 : 1;
}
