// What builders need beside the document: the catalogues, and what resolving names has overwritten.
#pragma once

#include "scenarios/catalogue.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

// How a learner's accelerator was written.
struct AcceleratorOrigin {
  std::string base;                           // the catalogue entry it is or starts from; empty: all is its own
  bool own_mfu = false;                       // the scenario gives the mfu, not the catalogue
};

struct Surroundings {
  const Catalogues& catalogues;
  std::filesystem::path profiles;             // folder of accelerator profiles and efficiency factors
  bool links_from_catalogue = false;
  std::vector<AcceleratorOrigin> accelerators;   // by index in learners
};

} // namespace archipelago
