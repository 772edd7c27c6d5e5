// `archipelago probe` with a stand-in for the program that needs an accelerator.
#include "sim/probe/probe_command.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <unistd.h>

using namespace archipelago;
namespace fs = std::filesystem;

namespace {

class Scratch {
public:
  Scratch() : folder_(fs::temp_directory_path() / ("archipelago-probe-test-" + std::to_string(getpid()))) { fs::create_directories(folder_); }
  ~Scratch() {
    unsetenv("ARCHIPELAGO_PROBE");
    fs::remove_all(folder_);
  }
  fs::path operator/(const std::string& name) const { return folder_ / name; }
  const fs::path& folder() const { return folder_; }

  fs::path program(const std::string& name, const std::string& script) const {
    std::ofstream(folder_ / name) << "#!/bin/sh\n" << script;
    fs::permissions(folder_ / name, fs::perms::owner_all);
    return folder_ / name;
  }

private:
  fs::path folder_;
};

} // namespace

TEST_CASE("the probe is found beside the program, and only if it can be run") {
  const Scratch scratch;
  unsetenv("ARCHIPELAGO_PROBE");
  CHECK_FALSE(find_probe(scratch.folder()));
  std::ofstream(scratch / "archipelago-probe") << "text";
  CHECK_FALSE(find_probe(scratch.folder()));
  CHECK(find_probe(scratch.program("archipelago-probe", "exit 0\n").parent_path()) == scratch / "archipelago-probe");
}

TEST_CASE("without a probe the command says how to get one and exits 5") {
  const Scratch scratch;
  setenv("ARCHIPELAGO_PROBE", (scratch / "absent").c_str(), 1);
  CHECK(probe_command({}) == 5);
  const std::string text = probe_missing_text(scratch.folder());
  CHECK(text.find((scratch / "absent").string()) != std::string::npos);
  CHECK(text.find("cmake -S sim/probe") != std::string::npos);
}

TEST_CASE("the probe gets its options and its exit status comes back") {
  const Scratch scratch;
  setenv("ARCHIPELAGO_PROBE", scratch.program("p", "printf '%s\\n' \"$@\" > \"$2\"\nexit 1\n").c_str(), 1);
  ProbeOptions options;
  options.out = (scratch / "out put.txt").string();
  options.quick = true;
  CHECK(probe_command(options) == 1);
  std::ifstream written(options.out);
  std::vector<std::string> arguments;
  for (std::string line; std::getline(written, line);) arguments.push_back(line);
  CHECK(arguments == arguments_of(options));

  setenv("ARCHIPELAGO_PROBE", scratch.program("k", "kill -9 $$\n").c_str(), 1);
  CHECK(probe_command(options) == 1);
}
