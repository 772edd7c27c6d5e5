#include "sim/cli/tape_json.hpp"

#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace archipelago {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TapeRound, syncer_step, launched_s, contributors)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TapeFailure, learner, step, slices, return_delays_s)

namespace {
constexpr const char* format_name = "archipelago-tape/1";

bool read_hash(const std::string& text, std::uint64_t& hash) {
  const char* end = text.data() + text.size();
  return std::from_chars(text.data(), end, hash, 16).ptr == end;
}

std::uint32_t largest_learner(const Tape& tape) {
  std::uint32_t largest = 0;
  for (const auto& round : tape.rounds) for (std::uint32_t learner : round.contributors) largest = std::max(largest, learner);
  for (const auto& failure : tape.failures) largest = std::max(largest, failure.learner);
  return largest;
}
} // namespace

std::string tape_to_json(const Tape& tape) {
  const nlohmann::ordered_json document{{"format", format_name}, {"seed", tape.seed}, {"scenario_hash", fmt::format("{:016x}", tape.scenario_hash)},
                                        {"rounds", nlohmann::json(tape.rounds)}, {"failures", nlohmann::json(tape.failures)}};
  return document.dump() + "\n";
}

Tape tape_from_json(std::string_view text, const std::string& file) {
  const auto refuse = [&](std::string_view why) { throw CommandError(ExitCode::usage, fmt::format("{} is no event tape: {}", file, why)); };
  Tape tape;
  try {
    const auto document = nlohmann::json::parse(text);
    if (document.at("format") != format_name) refuse(fmt::format("its format is not \"{}\"", format_name));
    tape.seed = document.at("seed");
    if (!read_hash(document.at("scenario_hash"), tape.scenario_hash)) refuse("scenario_hash is not hexadecimal");
    tape.rounds = document.at("rounds");
    tape.failures = document.at("failures");
  } catch (const nlohmann::json::exception& error) {
    refuse(error.what());
  }
  return tape;
}

std::uint64_t scenario_hash(const World& world) {
  std::uint64_t hash = 0;
  read_hash(world.hash, hash);
  return hash;
}

void check_tape(const Tape& tape, const World& world, const std::string& file) {
  if (largest_learner(tape) >= world.learners.size())
    throw CommandError(ExitCode::usage, fmt::format("{} tells of learner {}, and the scenario has {}", file, largest_learner(tape), world.learners.size()));
  if (tape.scenario_hash != scenario_hash(world)) fmt::print(stderr, "archipelago: {} was recorded from another scenario\n", file);
}

} // namespace archipelago
