#include "sim/cli/tape_json.hpp"

#include "reports/json_visitors.hpp"
#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace archipelago {

using nlohmann::json;

namespace {

json to_json(const TapeRound& round) { return {{"syncer_step", round.syncer_step}, {"launched_s", round.launched_s}, {"contributors", round.contributors}}; }
json to_json(const TapeFailure& failure) {
  return {{"learner", failure.learner}, {"step", failure.step}, {"slices", failure.slices}, {"return_delays_s", failure.return_delays_s}};
}

template <class Items> json list_of(const Items& items) {
  json list = json::array();
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

std::vector<std::uint32_t> numbers_in(const json& list) {
  std::vector<std::uint32_t> numbers;
  for (const json& number : list) numbers.push_back(whole_number<std::uint32_t>(number));
  return numbers;
}

TapeRound round_from(const json& round) {
  return {whole_number<std::int64_t>(round.at("syncer_step")), round.at("launched_s").get<double>(), numbers_in(round.at("contributors"))};
}
TapeFailure failure_from(const json& failure) {
  return {whole_number<std::uint32_t>(failure.at("learner")), whole_number<std::int64_t>(failure.at("step")), numbers_in(failure.at("slices")),
          failure.at("return_delays_s").get<std::vector<double>>()};
}

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
                                        {"rounds", list_of(tape.rounds)}, {"failures", list_of(tape.failures)}};
  return document.dump() + "\n";
}

Tape tape_from_json(std::string_view text, const std::string& file) {
  const auto refuse = [&](std::string_view why) { throw CommandError(ExitCode::usage, fmt::format("{} is no event tape: {}", file, why)); };
  Tape tape;
  try {
    const auto document = json::parse(text);
    if (document.at("format") != format_name) refuse(fmt::format("its format is not \"{}\"", format_name));
    tape.seed = whole_number<std::uint64_t>(document.at("seed"));
    if (!read_hash(document.at("scenario_hash"), tape.scenario_hash)) refuse("scenario_hash is not hexadecimal");
    for (const json& round : document.at("rounds")) tape.rounds.push_back(round_from(round));
    for (const json& failure : document.at("failures")) tape.failures.push_back(failure_from(failure));
  } catch (const json::exception& error) {
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
