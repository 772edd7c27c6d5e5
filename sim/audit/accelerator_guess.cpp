#include "sim/audit/accelerator_guess.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace archipelago {

namespace {

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char raw : name) {
    const auto letter = static_cast<unsigned char>(raw);
    if (std::isalnum(letter)) parts.back() += static_cast<char>(std::tolower(letter));
    else if (!parts.back().empty()) parts.emplace_back();
  }
  return parts;
}

} // namespace

std::string guess_accelerator(const Catalogues& catalogues, const std::string& device_name) {
  const std::vector<std::string> device = parts_of(device_name);
  const auto has = [&](const std::string& part) { return std::find(device.begin(), device.end(), part) != device.end(); };
  std::string best;
  std::ptrdiff_t most = 0;
  bool tied = false;
  for (const std::string& name : catalogues.names("accelerators")) {
    std::vector<std::string> parts = parts_of(name);
    if (name.starts_with("tpu-")) parts.erase(parts.begin());   // drivers say "TPU v5p"
    if (!has(parts.front())) continue;
    const std::ptrdiff_t fitting = std::count_if(parts.begin(), parts.end(), has);
    tied = fitting == most;
    if (fitting > most) { most = fitting; best = name; }
  }
  return tied ? std::string() : best;
}

} // namespace archipelago
