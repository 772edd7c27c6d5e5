#include "sim/cli/load_world.hpp"

#include "scenarios/scenario.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace archipelago {

namespace {

World world_of(Reading reading, const std::string& file) {
  if (reading.world) return std::move(*reading.world);
  for (const auto& problem : reading.problems) fmt::print(stderr, "{}\n", format_problem(problem));
  throw CommandError(ExitCode::invalid_scenario, fmt::format("{} has {} problem{}", file, reading.problems.size(), reading.problems.size() == 1 ? "" : "s"));
}

} // namespace

LoadedScenario load_scenario(const std::string& file, const std::vector<std::string>& overrides, const std::vector<std::string>& chaos) {
  Reading reading = read_scenario(input_path(file), {overrides, catalogue_folder(), false, chaos});
  std::string document = reading.canonical;
  return {world_of(std::move(reading), file), std::move(document)};
}

World load_world(const std::string& file, const std::vector<std::string>& overrides, const std::vector<std::string>& chaos) {
  return load_scenario(file, overrides, chaos).world;
}

World load_world_as(const std::string& file, const std::vector<std::string>& overrides, const std::string& protocol) {
  std::vector<std::string> with_protocol = overrides;
  with_protocol.push_back("protocol.name=" + protocol);
  Reading reading = read_scenario(input_path(file), {with_protocol, catalogue_folder(), true});
  if (!reading.dropped_keys.empty())
    fmt::print(stderr, "archipelago: {} does not use {}\n", protocol, fmt::join(reading.dropped_keys, ", "));
  World world = world_of(std::move(reading), file);
  const bool gradients = world.protocol.name == ProtocolName::data_parallel || world.protocol.name == ProtocolName::elastic_data_parallel;
  if (gradients && world.protocol.bits < 16)
    fmt::print(stderr, "archipelago: {} keeps protocol.bits {}: its gradients too travel at that width, usual is 16\n", protocol, world.protocol.bits);
  return world;
}

} // namespace archipelago
