// Manual pages and completions say what --help says: no flag is missing in them and none is made up.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace archipelago;

namespace {

using Words = std::vector<std::string>;

// Every command, by the help of the one above it: names stand at the margin of two blanks, below a heading.
std::vector<Words> commands_below(const Words& command) {
  Words asked = command;
  asked.push_back("--help");
  std::vector<Words> found{command};
  bool commands = false;
  std::istringstream help(run_program(asked).out);
  static const std::regex heading("[A-Z].*:"), entry("  ([a-z]+) +[a-z].*");
  for (std::string line; std::getline(help, line);) {
    std::smatch match;
    if (std::regex_match(line, heading)) commands = line != "Options:" && line != "Positionals:" && !line.starts_with("First steps") && !line.starts_with("Example");
    else if (commands && std::regex_match(line, match, entry)) {
      Words below = command;
      below.push_back(match[1]);
      if (command.size() < 2)
        for (const Words& one : commands_below(below)) found.push_back(one);
      else found.push_back(below);
    } else if (!line.empty() && line.front() != ' ') commands = false;
  }
  return found;
}

std::set<std::string> flags_in(const std::string& text) {
  std::set<std::string> flags;
  static const std::regex flag("[ ,\n](--[a-z-]+)");
  for (std::sregex_iterator it(text.begin(), text.end(), flag), end; it != end; ++it) flags.insert((*it)[1]);
  return flags;
}

// Lines of options, not of notes or examples: those that begin with a flag at the margin.
std::set<std::string> offered(const Words& command) {
  Words asked = command;
  asked.push_back("--help");
  std::set<std::string> flags;
  static const std::regex line("\n  (?:-[a-zA-Z],)?(--[a-z-]+)");
  const std::string help = run_program(asked).out, options = help.substr(help.find("\nOptions:"));
  const std::string listed = options.substr(0, options.find("\n\n"));
  for (std::sregex_iterator it(listed.begin(), listed.end(), line), end; it != end; ++it) flags.insert((*it)[1]);
  return flags;
}

std::string joined(const Words& words, char between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(1, between)) + word;
  return text;
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe);
  char part[4096];
  while (const std::size_t count = std::fread(part, 1, sizeof part, pipe)) text.append(part, count);
  pclose(pipe);
  return text;
}

} // namespace

TEST_CASE("there is a manual page for every command, with all of its flags and none besides") {
  const ScratchFolder folder;
  REQUIRE(run_program({"man", "--out", folder / "pages"}).code == 0);
  const auto commands = commands_below({});
  CHECK(commands.size() > 25);
  std::size_t pages = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder / "pages")) pages += file.is_regular_file();
  CHECK(pages == commands.size() + 1);        // and that of the front for clusters, a program of its own
  const std::string front = read_text(folder / "pages/archipelago-mpi.1");
  for (const char* part : {"mpirun \\-n RANKS archipelago\\-mpi sweep", "\\-\\-design", "ranks of an MPI job"}) CHECK(contains(front, part));
  for (const Words& command : commands) {
    Words name = command;
    name.insert(name.begin(), "archipelago");
    CAPTURE(joined(name, ' '));
    std::string page = read_text(folder / ("pages/" + joined(name, '-') + ".1"));
    REQUIRE(contains(page, ".SH OPTIONS"));
    page = std::regex_replace(page.substr(page.find(".SH OPTIONS")), std::regex(R"(\\fB|\\fI|\\fR)"), "");
    page = std::regex_replace(page.substr(0, page.find("\n.SH", 1)), std::regex(R"(\\-)"), "-");
    for (const std::string& flag : offered(command)) CHECK(flags_in(page).count(flag) == 1);
  }
}

TEST_CASE("manual pages are roff without a warning") {
  if (std::system("command -v groff >/dev/null") != 0) {
    WARN("skipped: no groff here");
    return;
  }
  const ScratchFolder folder;
  REQUIRE(run_program({"man", "--out", folder / "pages"}).code == 0);
  for (const auto& file : std::filesystem::directory_iterator(folder / "pages")) {
    CAPTURE(file.path().string());
    CHECK(output_of("groff -k -ww -man -Tutf8 -z '" + file.path().string() + "' 2>&1").empty());
  }
}

TEST_CASE("man refuses a command that is not there and names the nearest") {
  CHECK(contains(run_program({"man", "trace", "inspct"}).err, "inspect"));
  CHECK(run_program({"man", "trace", "inspct"}).code == 2);
  CHECK(run_program({"man", "run", "--out", "pages"}).code == 2);
}

TEST_CASE("bash completes commands, flags, choices and files") {
  const ScratchFolder folder;
  std::ofstream(folder / "bash") << run_program({"completion", "bash"}).out
                                 << "compopt() { :; }\n"
                                    "after() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _archipelago; echo \"${COMPREPLY[*]}\"; }\n";
  std::ofstream(folder / "my.json") << "{}";
  const auto after = [&](const std::string& words) { return output_of("cd '" + folder / "" + "' && bash -c '. ./bash; after archipelago " + words + "'"); };
  CHECK(after("compl") == "completion\n");
  CHECK(after("trace sp") == "spares\n");
  CHECK(after("trace spares --obs") == "--observed-nodes --observed-horizon\n");
  CHECK(after("report r.json --format p") == "pdf\n");
  CHECK(after("run m") == "my.json\n");
  CHECK(after("run --out m") == "my.json\n");
  CHECK(after("run my.json --seed \"\"") == "\n");   // a number that nobody can guess
  CHECK(after("completion z") == "zsh\n");
}

TEST_CASE("zsh and fish scripts hold every command") {
  const std::string zsh = run_program({"completion", "zsh"}).out, fish = run_program({"completion", "fish"}).out;
  CHECK(zsh.starts_with("#compdef archipelago\n"));
  for (const Words& command : commands_below({})) {
    if (command.empty()) continue;
    CAPTURE(joined(command, ' '));
    CHECK(contains(zsh, "_archipelago_" + joined(command, '_') + "()"));
    CHECK(contains(fish, "-f -a " + command.back() + " -d"));
  }
  CHECK(run_program({"completion", "tcsh"}).code == 2);
  for (const auto& [shell, script, check] : {std::tuple{"zsh", zsh, "zsh -n"}, {"fish", fish, "fish --no-execute"}}) {
    if (std::system(("command -v " + std::string(shell) + " >/dev/null").c_str()) != 0) {
      WARN("syntax not checked: no " << shell << " here");
      continue;
    }
    const ScratchFolder folder;
    std::ofstream(folder / "script") << script;
    CHECK(std::system((std::string(check) + " '" + folder / "script" + "'").c_str()) == 0);
  }
}
