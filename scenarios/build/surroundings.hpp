// What builders need beside the document: the catalogues, and what resolving names has overwritten.
#pragma once

#include "models/failures/generators/processes.hpp"
#include "scenarios/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// How a learner's accelerator was written.
struct AcceleratorOrigin {
  std::string base;                           // the catalogue entry it is or starts from; empty: all is its own
  bool own_mfu = false;                       // the scenario gives the mfu, not the catalogue
};

// The law of a catalogue name or of a file that ends in .json, or what is wrong with it, line by line.
using GeneratorSource = std::function<std::optional<Generator>(const std::string& name, std::vector<std::string>& faults, std::string& nearest)>;

struct Surroundings {
  const Catalogues& catalogues;
  std::filesystem::path profiles;             // folder of accelerator profiles and efficiency factors
  bool links_from_catalogue = false;
  std::vector<AcceleratorOrigin> accelerators;   // by index in learners
  GeneratorSource generator;                  // where laws of outages come from: their reader needs this room
};

} // namespace archipelago
