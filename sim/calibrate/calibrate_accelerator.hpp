// `archipelago calibrate accelerator`: a data sheet and a few measured numbers become a profile with a band, and a plan of what to
// measure next.
#pragma once

#include "models/units.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct AcceleratorRequest {
  std::string spec;                           // a file, else a catalogue name
  std::vector<std::string> products, all_reduces, steps;   // as stated_measurements.hpp has them
  std::optional<std::string> measurements;    // a file of them
  double uncertainty = 0.03;                  // relative standard deviation of a measured time
  std::string framework;
  std::optional<BytesPerSecond> adapter;
  std::optional<std::string> out;
  std::string date, command;
  std::filesystem::path catalogues;
};

// 0; 2 where something stated cannot be read, with every problem; 5 when the profile cannot be written.
int calibrate_accelerator_command(const AcceleratorRequest& request);

} // namespace archipelago
