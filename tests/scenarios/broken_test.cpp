// Every broken scenario gives exactly the messages kept beside it. First lines "// --set a.b=v" and "// --chaos event" add to it.
// ARCHIPELAGO_UPDATE_GOLDEN=1 rewrites the messages: read the difference before keeping it.
#include "tests/reports/golden.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <sstream>

using namespace archipelago;
namespace fs = std::filesystem;

namespace {

ReadOptions options_in(const std::string& text) {
  ReadOptions options = catalogue_options();
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.starts_with("// --");)
    for (auto& [mark, values] : {std::pair{std::string("// --set "), &options.overrides}, std::pair{std::string("// --chaos "), &options.chaos}})
      if (line.starts_with(mark)) values->push_back(line.substr(mark.size()));
  return options;
}

// Messages name files as they were given, so the tests read them from their own folder.
class InFolder {
public:
  explicit InFolder(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }
  ~InFolder() { fs::current_path(before_); }

private:
  fs::path before_;
};

} // namespace

TEST_CASE("broken scenarios give the messages kept beside them") {
  const InFolder here(GOLDEN_DIRECTORY);
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator("."))
    if (entry.path().extension() == ".json") files.insert(entry.path().filename().string());
  CHECK(files.size() >= 40);
  for (const std::string& file : files) {
    const Reading reading = read_scenario(file, options_in(file_text(file)));
    INFO(file << "\n" << problems_text(reading));
    CHECK_FALSE(reading.world);
    CHECK_FALSE(reading.problems.empty());
    const GoldenCheck check = against_golden(fs::path(file).stem().string() + ".expected", problems_text(reading));
    INFO(check.difference);
    CHECK(check.equal);
  }
}

TEST_CASE("a problem shows its file, place, pointer, message and the nearest name") {
  const Reading reading =
      read_scenario_text("{\n  \"format\": \"archipelago/1\",\n  \"trainig\": 1\n}", "my.json", catalogue_options());
  REQUIRE_FALSE(reading.problems.empty());
  const auto typo = std::find_if(reading.problems.begin(), reading.problems.end(),
                                 [](const Problem& problem) { return problem.pointer == "/trainig"; });
  REQUIRE(typo != reading.problems.end());
  CHECK(typo->line == 3);
  CHECK(typo->column == 3);
  CHECK(typo->nearest == "training");
  CHECK(format_problem(*typo).starts_with("my.json:3:3: /trainig: "));
  CHECK(format_problem(*typo).ends_with("did you mean 'training'?"));
}
