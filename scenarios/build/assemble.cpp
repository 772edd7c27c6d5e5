#include "scenarios/build/assemble.hpp"

#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace archipelago {

namespace {

// "learners.west.slice_size" with its item left out.
std::string without_items(const std::string& key) {
  std::string path = key;
  for (const std::string_view list : {"learners.", "sites.", "network.links."})
    if (path.starts_with(list)) {
      const auto last = path.rfind('.');
      const auto item_end = path.find('.', list.size());
      if (item_end != std::string::npos && last != std::string::npos)
        path = std::string(list.substr(0, list.size() - 1)) + "[]" + path.substr(item_end);
    }
  return path;
}

// The same default at many items of a list is said once, with their number.
std::vector<Assumption> joined(const std::vector<Assumption>& all) {
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> places;
  std::vector<Assumption> result;
  std::vector<std::size_t> uses;
  for (const Assumption& one : all) {
    const std::string path = without_items(one.key);
    const auto [place, fresh] = places.emplace(std::tuple(path, one.value, one.source), result.size());
    if (fresh) {
      result.push_back(one);
      uses.push_back(1);
    } else if (result[place->second].key != one.key) {
      ++uses[place->second];
    }
  }
  for (std::size_t k = 0; k < result.size(); ++k)
    if (uses[k] > 1) {
      result[k].key = without_items(result[k].key);
      result[k].source += fmt::format(" ({} items)", uses[k]);
    }
  return result;
}

} // namespace

World assemble(const nlohmann::json& document, const Surroundings& surroundings, Notes& notes) {
  World world;
  const Part root(document, field_root(), "", "", notes);
  world.name = root.text("name").value_or("");
  build_model(root, world);
  build_training(root, world);
  build_sites(root, surroundings.catalogues, world);
  build_network(root, surroundings.links_from_catalogue, world);
  build_learners(root, surroundings, world);
  build_protocol(root, world);
  build_efficiencies(root, world);
  build_failures(root, surroundings, world);
  build_checkpoints(root, world);
  build_data(root, world);
  build_costs(root, surroundings.catalogues, world);
  build_simulation(root, world);
  build_places(root, world);
  build_holdings(root, world);
  build_fail_slow(root, world);
  build_chaos(root, world);
  check_reachability(root, world, surroundings.links_from_catalogue);
  world.assumptions = joined(notes.assumptions);
  return world;
}

} // namespace archipelago
