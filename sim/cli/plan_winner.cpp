#include "sim/cli/plan_winner.hpp"

#include "scenarios/scenario.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace archipelago {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

// What joined onto `from` gives `to` (scenarios/format/document.hpp): objects key by key, null takes a key away.
ordered_json patch_between(const ordered_json& from, const ordered_json& to) {
  ordered_json patch = ordered_json::object();
  for (const auto& [key, value] : from.items()) if (!to.contains(key)) patch[key] = nullptr;
  for (const auto& [key, value] : to.items()) {
    if (!from.contains(key)) patch[key] = value;
    else if (from[key] == value) continue;
    else if (from[key].is_object() && value.is_object()) patch[key] = patch_between(from[key], value);
    else patch[key] = value;
  }
  return patch;
}

} // namespace

void write_winner(const std::string& path, const Study& study, const StudyPoint& winner) {
  const ReadOptions plain{{}, catalogue_folder()};
  const std::string base = read_scenario(study.scenario, plain).canonical;
  const std::string best = read_scenario(study.scenario, {winner.overrides, catalogue_folder(), winner.drop_unused}).canonical;
  const ordered_json patch = patch_between(ordered_json::parse(base), ordered_json::parse(best));
  const fs::path folder = fs::absolute(path).parent_path();
  ordered_json overlay{{"extends", fs::absolute(study.scenario).lexically_proximate(folder).generic_string()}};
  overlay.update(patch);
  const std::string text = overlay.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  const Reading back = read_scenario_text(text, path, plain);
  if (!back.world || back.canonical != best)
    throw CommandError(ExitCode::not_possible, fmt::format("the winner as {} would not read back as the same scenario{}; write it into {}", path,
                                                           back.problems.empty() ? "" : ": " + back.problems.front().message, fs::path(study.scenario).parent_path().string()));
  write_file(path, text);
}

} // namespace archipelago
