#include "reports/figures.hpp"
#include "reports/reading.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace archipelago;
using nlohmann::json;

namespace {

void leaves(const json& node, const std::string& path, std::set<std::string>& keys) {
  if (node.is_object() && !is_interval(node)) {
    for (const auto& [name, child] : node.items()) leaves(child, path.empty() ? name : path + "." + name, keys);
  } else if (node.is_array() && (node.empty() || path == "syncer.contributors.histogram")) {
    keys.insert(path);
  } else if (node.is_array()) {
    for (const json& child : node) leaves(child, path + "[]", keys);
  } else {
    keys.insert(path);
  }
}

json full_document() {
  RunInfo info = sample_info();
  info.failed = {{3, "crash"}};
  info.document = "\"as read\"";   // its own keys are the scenario's
  Result flagged = sample_result(1);
  flagged.flags = {{"key", "reason"}};
  flagged.data = {{"west", 9e12, 8.9e12, 6e8, 5e8, 0.83, 3.6, 1000, 0.3, 60, 0.97, 4}};
  flagged.spares = {{"run", 4, 32, 2.5, 12, 0.25, 1.5, 1, 4, 6, 7}};
  flagged.faults = {{"site west", 2, 3600}};
  flagged.background = {{"backup", "flows", 9e9, 1e6, 12, 3.5}};
  for (LinkResult& link : flagged.links) link.background_bytes = 1e9;
  flagged.backbones = flagged.links;
  return result_document(info, {flagged, sample_result(2)});
}

}   // namespace

TEST_CASE("every key of a result has a definition") {
  Result unpriced = sample_result(1);
  unpriced.cost.reset();
  RunInfo info = sample_info();
  info.failed = {{3, "crash"}};
  unpriced.flags = {{"key", "reason"}};
  const json document = GENERATE_COPY(full_document(), result_document(info, {unpriced}));
  std::set<std::string> keys;
  leaves(document, "", keys);
  CHECK(keys.size() > 90);
  for (const std::string& key : keys) {
    INFO(key);
    CHECK(find_figure(key) != nullptr);
  }
}

TEST_CASE("no definition is of a key that no result has") {
  std::set<std::string> keys;
  leaves(full_document(), "", keys);
  leaves(result_document(sample_info(), {sample_result(1)}), "", keys);
  Result unpriced = sample_result(1);
  unpriced.cost.reset();
  leaves(result_document(sample_info(), {unpriced}), "", keys);
  for (const Figure* figure : all_figures()) {
    INFO(figure->key);
    CHECK(keys.contains(std::string(figure->key)));
  }
}

TEST_CASE("each figure is defined once, with words") {
  std::set<std::string_view> keys;
  for (const Figure* figure : all_figures()) {
    INFO(figure->key);
    CHECK(keys.insert(figure->key).second);
    CHECK(!figure->title.empty());
    CHECK(!figure->definition.empty());
  }
}

TEST_CASE("explain finds a key, a group and a last name") {
  CHECK(explain("goodput")->find("share of allocated accelerator time") != std::string::npos);
  CHECK(explain("syncer.sync_s")->find("syncer.sync_s.max") != std::string::npos);
  CHECK(explain("sync_s") == explain("syncer.sync_s"));
  CHECK(explain("learners[].time_shares.offline") == explain("time_shares.offline"));
  CHECK(explain("histogram")->starts_with("syncer.contributors.histogram"));
  CHECK(!explain("godput"));
}

TEST_CASE("a mistyped figure gets the nearest names") {
  CHECK(nearest_figures("godput").front() == "goodput");
  CHECK(nearest_figures("time_shares.ofline").front() == "time_shares.offline");
  CHECK(nearest_figures("utilisation").front() == "links[].utilization");
}

TEST_CASE("the README holds the table of figures as it is now") {
  const auto check = against_marked(REPORTS_README, "figures", figures_markdown());
  INFO(check.difference);
  CHECK(check.equal);
}
