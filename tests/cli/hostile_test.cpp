// Files that mean harm: whatever they hold, the program ends with a message, within memory, and touches nothing else.
#include "tests/cli/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace archipelago;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

// Children inherit the limit: what would exhaust the machine runs out here instead.
class LittleMemory {
public:
  LittleMemory() {
    getrlimit(RLIMIT_AS, &before_);
    rlimit little = before_;
    little.rlim_cur = 3ul << 30;
#ifndef __SANITIZE_ADDRESS__   // whose shadow alone is larger
    setrlimit(RLIMIT_AS, &little);
#endif
  }
  ~LittleMemory() { setrlimit(RLIMIT_AS, &before_); }

private:
  rlimit before_{};
};

void refused(const std::vector<std::string>& arguments) {
  const Ended ended = run_program(arguments);
  INFO(arguments[0] << " " << arguments[1] << ": " << ended.err);
  CHECK((ended.code == 2 || ended.code == 3));   // a signal would be 128 and more
  CHECK(!ended.err.empty());
  CHECK(ended.err.size() < 10000);
  CHECK(!contains(ended.err, "json.exception"));
  CHECK(!contains(ended.err, "bad_alloc"));
}

std::string nested(char open, std::size_t depth) { return std::string(depth, open); }

} // namespace

TEST_CASE("what never ends, or is no file, is not read") {
  const ScratchFolder folder;
  const LittleMemory limit;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  for (const char* target : {"/dev/zero", "pipe", ".", "a\\u0000b", "/proc/self/mem"}) {
    write(folder / "s.json", std::string(R"({"format": "archipelago/1", "extends": ")") + target + "\"}");
    refused({"run", folder / "s.json"});
    write(folder / "t.json", std::string(R"({"format": "archipelago/1", "failures": {"trace": ")") + target + "\"}}");
    refused({"run", folder / "t.json"});
    write(folder / "m.json", std::string(R"({"format": "archipelago/1", "model": ")") + target + "/config.json\"}");
    refused({"run", folder / "m.json"});
  }
  for (const std::string& file : {std::string("/dev/zero"), folder / "pipe"}) refused({"run", file});
  refused({"explain", "/dev/zero"});
  refused({"report", "/dev/zero", "--out", folder / "out"});
  refused({"trace", "inspect", "/dev/zero"});
  refused({"audit", "/dev/zero"});
  CHECK(!fs::exists(folder / "out"));
}

TEST_CASE("depth exhausts nothing") {
  const ScratchFolder folder;
  const LittleMemory limit;
  for (const char open : {'[', '{'}) {
    const std::string deep = open == '[' ? nested('[', 300000) : [] {
      std::string text;
      for (int i = 0; i < 100000; ++i) text += "{\"a\":";
      return text;
    }();
    write(folder / "deep.json", deep);
    refused({"run", folder / "deep.json"});
    refused({"audit", folder / "deep.json"});
    refused({"sweep", folder / "deep.json", "--vary", "protocol.sync_interval=24,48", "--dry"});
    write(folder / "result.json", R"({"format": "archipelago-result/1", "learners": )" + deep);
    refused({"explain", folder / "result.json"});
    refused({"report", folder / "result.json", "--out", folder / "out"});
    write(folder / "study.json", R"({"format": "archipelago-study/1", "set": )" + deep);
    refused({"sweep", folder / "study.json", "--dry"});
  }
  std::string expression;
  for (int i = 0; i < 100000; ++i) expression += '(';
  refused({"sweep", four_nodes, "--vary", "protocol.sync_interval=24,48", "--where", expression, "--dry"});
}

TEST_CASE("a small compressed file that unpacks to a large one is read in little memory") {
  const ScratchFolder folder;
  const std::string text = folder / "bomb", packed = folder / "bomb.gz";
  {
    std::ofstream file(text, std::ios::binary);
    const std::string zeros(1 << 20, 'x');
    for (int i = 0; i < 200; ++i) file << zeros;   // one line of 200 MiB
  }
  REQUIRE(std::system(("gzip -c " + text + " >" + packed).c_str()) == 0);
  CHECK(fs::file_size(packed) < 1u << 20);
  const LittleMemory limit;
  refused({"trace", "inspect", packed});
  refused({"audit", packed});
}

TEST_CASE("numbers beyond all measure are refused by name") {
  const ScratchFolder folder;
  for (const char* number : {"1e999", "-1e999", "NaN", "Infinity", "99999999999999999999999999", "\"1e400 s\"", "\"inf s\"", "\"nan s\"", "-0.0"}) {
    for (const char* key : {"simulation.horizon", "protocol.sync_interval", "training.tokens_per_step", "failures.mtbi"}) {
      const Ended ended = run_program({"run", four_nodes, "--set", std::string(key) + "=" + number});
      INFO(key << " = " << number << ": " << ended.err);
      CHECK(ended.code == 3);
      CHECK(contains(ended.err, "expected"));
    }
  }
}

TEST_CASE("texts that are no UTF-8 are refused by name") {
  for (const std::vector<std::string>& flag : {std::vector<std::string>{"--set", "name=caf\xe9"}, {"--set", "extends=\xd8"}, {"--chaos", "kill=learner:caf\xe9@1s"}}) {
    const Ended ended = run_program({"run", four_nodes, flag[0], flag[1]});
    INFO(flag[1] << ": " << ended.err);
    CHECK(ended.code == 3);
    CHECK(contains(ended.err, "is not UTF-8 text"));
  }
}

TEST_CASE("a result that is not as written is refused with its places") {
  const ScratchFolder folder;
  REQUIRE(run_program({"run", four_nodes, "--out", folder / "r.json", "--quiet"}).code == 0);
  const json whole = json::parse(read_text(folder / "r.json"));
  const auto flat = whole.flatten();
  CHECK(flat.size() > 200);
  std::size_t place = 0;
  for (const auto& [pointer, value] : flat.items()) {
    if (place++ % 5 != 0) continue;   // each costs a start of the program
    json other = whole;
    other[json::json_pointer(pointer)] = json::array({json::object(), "x"});
    write(folder / "x.json", other.dump());
    const Ended ended = run_program({"explain", folder / "x.json"});
    INFO(pointer << ": " << ended.err);
    CHECK((ended.code == 0 || ended.code == 2 || ended.code == 3));
    CHECK(!contains(ended.err, "json.exception"));
  }
}

TEST_CASE("names that are code stay names") {
  const ScratchFolder folder;
  const std::string name = "x'); DROP TABLE runs; -- <script>alert(1)</script> \x1b[31m";
  json scenario = json::parse(read_text(four_nodes), nullptr, true, true);
  scenario["name"] = name;
  scenario["learners"][0]["name"] = name;
  write(folder / "s.json", scenario.dump());
  const std::string store = folder / "s.store";
  const std::vector<std::string> sweep = {"sweep", folder / "s.json", "--vary", "protocol.sync_interval=24,48", "--out", store};
  const Ended first = run_program(sweep);
  INFO(first.err);
  REQUIRE(first.code == 0);
  CHECK(!contains(first.out, "\x1b[31m"));
  const Ended again = run_program(sweep);
  CHECK(again.code == 0);
  const Ended dump = run_program({"sweep", folder / "s.json", "--vary", "protocol.sync_interval=24,48", "--out", store, "--dump"});
  CHECK(dump.code == 0);
  CHECK(contains(dump.out, "DROP TABLE"));   // kept as what it is
  const Ended run = run_program({"run", folder / "s.json"});
  CHECK(run.code == 0);
  CHECK(!contains(run.out, "\x1b[31m"));
}
