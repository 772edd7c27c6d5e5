// The door of this room: a scenario file becomes a World, or a list of everything that is wrong with it.
#pragma once

#include "models/world.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/problem.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct ReadOptions {
  std::vector<std::string> overrides;       // "a.b=v", applied in order
  std::filesystem::path catalogues;         // folder of the catalogue files; profiles/ lies beside it
  bool drop_unused_protocol_keys = false;   // to play one world under several protocols; false: they are errors
  std::vector<std::string> chaos = {};      // joins simulation.chaos: "kill=learner:west-1@2d"
  const Catalogues* known = nullptr;        // that folder's contents, where many scenarios are read and they were read before
};

struct Reading {
  std::optional<World> world;   // only if there are no problems
  std::vector<Problem> problems;
  std::vector<std::string> dropped_keys;   // "protocol.quorum"
  std::string canonical;                   // effective document: extends and overrides applied, keys sorted
};

Reading read_scenario(const std::filesystem::path& file, const ReadOptions& options);
Reading read_scenario_text(std::string_view text, const std::string& file_name, const ReadOptions& options);

std::string schema_json();          // JSON Schema (draft-07) of scenario files
std::string reference_markdown();   // table of every key: unit, default, meaning
std::string catalogue_reference_markdown();   // the same of the entries of each catalogue

} // namespace archipelago
