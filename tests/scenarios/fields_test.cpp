// The table of fields against the reader: every key, changed, changes the World or is refused; none is read and forgotten.
#include "scenarios/fields/field.hpp"
#include "tests/scenarios/support.hpp"
#include "tests/scenarios/world_text.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

using namespace archipelago;
using nlohmann::json;

namespace {

// Keys with one value in this release, and names of laws: each law has keys of its own, so its name alone cannot change.
const std::set<std::string> refused{"format", "costs.prices.*.accelerator", "network.background_flows[].gap.law", "failures.law.law",
                                    "failures.return_delay.law", "data.service.law.law", "data.service.return_delay.law",
                                    "data.stalls.law.law", "data.stalls.lasts.law",
                                    "failures.recovery.detection.law", "failures.recovery.hang_detection.law", "failures.recovery.decision.law",
                                    "failures.recovery.queue.law", "failures.recovery.repair.law", "failures.recovery.warm_image.law",
                                    "failures.recovery.cold_image.law", "failures.recovery.init.law",
                                    "sites[].outages.mtbf.law", "sites[].outages.repair.law", "network.links[].outages.mtbf.law", "network.links[].outages.repair.law",
                                    "failures.slow.between.law", "failures.slow.length.law", "failures.corruption.between.law", "failures.corruption.detection.law"};

// Rules that report holds a result against: it reads them in the document, the World has no use for them; here they are only checked.
const std::set<std::string> for_report{"compliance.parameters_stay_in[]"};

// Where a key means something only beside others: merge patches on the whole scenario.
const char* const contexts[] = {
    "{}",
    R"({"network": {"hubs": ["hub", "sea"], "multipath": "failover", "failover_delay": "3 s", "links": [{"name": "l", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms",
        "transport": {"kind": "tcp", "loss": 0.001, "segment": "1 kB"}, "source": "measured", "profile": {"period": "1 h", "shift": "1 min", "points": [{"at": "1 min", "factor": 0.9}, {"at": "9 min", "factor": 0.6}]},
        "background": {"share": 0.1, "profile": {"period": "1 h", "shift": "1 min", "points": [{"at": "1 min", "factor": 0.9}, {"at": "9 min", "factor": 0.6}]}}},
        {"name": "west", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "2 ms"}, {"name": "up", "between": ["east", "north"], "bandwidth": "1 Gbps", "one_way_latency": "2 ms"}],
        "backbones": [{"name": "sea", "bandwidth": "1 Gbps", "links": ["l"], "profile": {"period": "1 h", "shift": "1 min", "points": [{"at": "1 min", "factor": 0.9}, {"at": "9 min", "factor": 0.6}]},
        "background": {"share": 0.1, "profile": {"period": "1 h", "shift": "1 min", "points": [{"at": "1 min", "factor": 0.9}, {"at": "9 min", "factor": 0.6}]}}}],
        "background_flows": [{"name": "backup", "from": "east", "to": "west", "flows": 5, "size": "1 GB", "size_cv": 0.5, "both_ways": true, "gap": {"law": "exponential", "mean": "1 min"}},
        {"name": "other", "from": "west", "to": "east"}],
        "neighbours": [{"name": "job", "sites": ["east", "west"], "bytes": "1 GB", "interval": "1 min", "first": "1 s", "blocking": true}]}, "sites": [{"name": "east", "lan": {"bandwidth": "1 Gbps", "one_way_latency": "1 us", "transport": {"kind": "tcp", "loss": 0.001, "segment": "1 kB"}}}, {"name": "west"}, {"name": "north"}]})",
    R"({"network": {"backbones": [{"name": "sea", "bandwidth": "1 Gbps", "site": "east"}]}})",
    R"({"network": {"background_flows": [{"name": "b", "from": "east", "to": "west", "size": "1 GB", "gap": {"law": "exponentiated-weibull", "scale": "1 min", "shape": 0.7, "exponent": 2}}]}})",
    R"({"network": {"background_flows": [{"name": "b", "from": "east", "to": "west", "size": "1 GB", "gap": {"law": "lognormal", "median": "1 min", "sigma": 1}}]}})",
    R"({"network": {"background_flows": [{"name": "b", "from": "east", "to": "west", "size": "1 GB", "gap": {"law": "constant", "value": "1 min"}}]}})",
    R"({"model": {"layers": 24, "hidden_size": 2048, "heads": 16, "kv_heads": 8, "head_size": 128, "ffn_size": 5632, "vocabulary": 32000,
        "experts": 8, "experts_per_token": 2, "expert_ffn_size": 1024, "shared_experts": 1, "dense_layers": 2, "parameters": null}})",
    R"({"model": {"layers": 24, "hidden_size": 2048, "heads": 16, "head_size": 128, "ffn_size": 5632, "vocabulary": 32000, "kv_rank": 512,
        "query_rank": 768, "rotary_head_size": 64, "parameters": null}})",
    R"({"model": {"base": "mixtral-8x7b", "parameters": null, "layers": null}, "learners": [{"name": "e", "site": "east", "accelerator": "h100-sxm",
        "accelerators": 64, "attention": "vendor", "efficiency": 0.7, "framework": "nemo",
        "layout": {"tensor": 4, "pipeline": 4, "virtual_stages": 2, "context": 1, "expert": 1, "micro_batch": 1, "recompute": "full"}}]})",
    R"({"model": {"base": "llama-3-8b", "parameters": null, "layers": null}, "learners": [{"name": "e", "site": "east", "accelerator": "h100-sxm",
        "accelerators": 16, "step_time": "1 s"}]})",
    R"({"model": {"fragment_sizes": [2e8, 8e8]}, "protocol": {"fragments": null}})",
    R"({"model": {"base": "llama-3.2-1b", "parameters": null, "layers": null}})",
    R"({"model": {"tensors_per_layer": 4}})",
    R"({"sites": [{"name": "east", "lan": {"bandwidth": "1 Gbps", "transport": {"kind": "tcp", "window": "1 MiB"}}}, {"name": "west"}]})",
    R"({"network": {"links": [{"name": "l", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms",
        "transport": {"kind": "tcp"}, "outages": [{"at": "1 min", "for": "1 s"}]}]}})",
    R"({"network": {"links": [{"between": ["east", "west"], "bandwidth": "1 Gbps", "round_trip_time": "1 ms"}]}})",
    R"({"network": {"hubs": [], "links": [{"between": ["east", "west"], "bandwidth": "1 Gbps", "round_trip_time": "1 ms"}]}})",
    R"({"network": {"base": "us-four-regions", "hubs": null, "links": null}, "sites": [{"name": "east", "region": "south"}, {"name": "west"}]})",
    R"({"sites": [{"name": "east"}], "network": null, "learners": [{"name": "e", "accelerator": {"base": "h100-sxm"}, "accelerators": 16,
        "step_time": {"law": "normal", "cv": 0.1}, "available": [["1 s", "1 min"]]}]})",
    R"({"protocol": {"quorum": 3}})",
    R"({"protocol": {"syncer": {"site": "east"}}})",
    R"({"protocol": {"link_efficiency": [{"bandwidth": "1 Gbps", "efficiency": 0.5}, {"bandwidth": "10 Gbps", "efficiency": 1}]}})",
    R"({"protocol": {"name": "hierarchical-local-sgd", "fragments": null, "overlap": null, "quorum": null}})",
    R"({"protocol": {"name": "hierarchical-local-sgd", "fragments": null, "overlap": null, "quorum": null, "accumulations": 16}})",
    R"({"failures": {"mtbi": null, "law": {"law": "exponentiated-weibull", "scale": "1 year", "shape": 0.7, "exponent": 2},
        "return_delay": {"mean": null, "law": "exponentiated-weibull", "scale": "1 h", "shape": 0.7, "exponent": 2}}})",
    R"({"failures": {"mtbi": null, "law": {"law": "lognormal", "median": "1 year", "sigma": 1}, "return_delay": {"mean": null, "law": "lognormal", "median": "1 h", "sigma": 1}}})",
    R"({"failures": {"mtbi": null, "law": {"law": "constant", "value": "1 year"}, "return_delay": {"mean": null, "law": "constant", "value": "1 h"}}})",
    R"({"failures": {"mtbi": null, "law": {"law": "exponential", "mean": "1 year"}}})",
    R"({"failures": {"base": "llama-3", "mtbi": null, "return_delay": null}})",
    R"({"network": {"links": [{"name": "a", "between": ["east", "hub"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms"},
        {"name": "b", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms"}]}})",
    R"({"data": {"dataset": {"size": "1 TB"}, "loader_rate": "1e5 tokens/s", "storage_bandwidth": "1 GB/s", "outages": [{"at": "1 min", "for": "1 s"}],
        "stalls": {"mtbi": "1 d", "lasts": {"law": "exponential", "mean": "1 h"}}}})",
    R"({"data": {"dataset": {"bytes_per_token": 7}, "loader_rate": "20 samples/s", "decoupled": true, "service": {"workers": 5, "rate": "1 GB/s", "mtbi": "1 d",
        "return_delay": {"law": "exponential", "mean": "1 min"}, "outages": [{"at": "1 min", "for": "1 s"}]},
        "stalls": {"law": {"law": "exponential", "mean": "1 d"}, "lasts": {"law": "constant", "value": "1 h"}}}})",
    R"({"data": {"loader_rate": "1e5 tokens/s", "decoupled": true, "service": {"law": {"law": "exponentiated-weibull", "scale": "1 d", "shape": 0.7, "exponent": 2},
        "return_delay": {"law": "exponentiated-weibull", "scale": "1 d", "shape": 0.7, "exponent": 2}}, "stalls": {"law": {"law": "exponentiated-weibull", "scale": "1 d",
        "shape": 0.7, "exponent": 2}, "lasts": {"law": "exponentiated-weibull", "scale": "1 d", "shape": 0.7, "exponent": 2}}}})",
    R"({"data": {"loader_rate": "1e5 tokens/s", "decoupled": true, "service": {"law": {"law": "lognormal", "median": "1 d", "sigma": 1},
        "return_delay": {"law": "lognormal", "median": "1 h", "sigma": 1}}, "stalls": {"law": {"law": "lognormal", "median": "1 d", "sigma": 1},
        "lasts": {"law": "lognormal", "median": "1 h", "sigma": 1}}}})",
    R"({"data": {"loader_rate": "1e5 tokens/s", "decoupled": true, "service": {"law": {"law": "constant", "value": "1 d"},
        "return_delay": {"law": "constant", "value": "1 h"}}, "stalls": {"law": {"law": "constant", "value": "1 d"}, "lasts": {"law": "constant", "value": "1 h"}}}})",
    R"({"data": {"loader_rate": "1e5 tokens/s", "decoupled": true, "service": {"law": {"law": "exponential", "mean": "1 d"},
        "return_delay": {"law": "constant", "value": "1 h"}}}})",
    R"({"checkpoints": {"interval": "1 h", "bandwidth": "1 GB/s", "memory": {"interval": "1 min", "bandwidth": "9 GB/s"}}, "data": null})",
    R"({"checkpoints": {"interval": "1 h", "blocking": false}})",
    R"({"costs": {"prices": {"h100-sxm": {"category": "owned", "capital": "30000 USD", "life": "4 year", "power": "1 kW", "colocation": "130 USD"}}}})",
    R"({"costs": {"prices": {"h100-sxm": {"base": "h100-aws-on-demand", "hour": "2 USD/h"}}, "storage": {"size": "900 TB", "month": "0.02 USD/GB"}, "draw": {"waiting": 0.5},
        "investment": {"once": "1 USD"}, "leases": {"h100-sxm": "1 USD/h"}}, "learners": [{"name": "e", "site": "east", "accelerator": "h100-sxm", "accelerators": 16, "step_time": "1 s", "price": "9 USD/h", "price_category": "spot"}], "network": {"links": [{"name": "h100-sxm", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms"}]}})",
    R"({"simulation": {"replications": null, "seeds": [1, 2]}})",
    R"({"simulation": {"replications": null, "half_width": 0.02}})",
    R"({"simulation": {"chaos": ["kill=learner:1@1 min"]}})"};

json::json_pointer place_of(const Field& field) {
  std::string pointer = "/";
  for (std::size_t k = 0; k < field.path.size(); ++k) {
    if (field.path[k] == '.') pointer += '/';
    else if (field.path[k] == '*') pointer += "h100-sxm";
    else if (field.path.compare(k, 2, "[]") == 0) {
      pointer += "/0";
      ++k;
    } else pointer += field.path[k];
  }
  return json::json_pointer(pointer);
}

std::vector<json> other_values(const Field& field) {
  std::vector<json> values;
  if (field.form == Form::count && !field.words.empty()) return {1, 2};
  for (const std::string& word : field.words) values.push_back(word);
  if (field.form == Form::choice) values.push_back("other");
  if (field.form == Form::text)
    values.insert(values.end(), {"other", "west", "north", "a100-sxm-80gb", "llama-3-8b", "llama-3", "gcp-us-west1", "us-four-regions",
                                 TESTS_DIRECTORY "/traces/others.csv", TESTS_DIRECTORY "/traces/spot_other.csv",
                                 TESTS_DIRECTORY "/traces/slow_other.csv", "kill=site:west@5 min..9 min", "h100-coreweave-on-demand"});
  if (field.form == Form::count) values.insert(values.end(), {2, 3, 4, 16, 64, 4096});
  if (field.form == Form::number) values.insert(values.end(), {0.25, 0.75, 2, 2.05e8, 1.5e9, 3e9});
  if (field.form == Form::flag) values.insert(values.end(), {true, false});
  if (field.form == Form::measure)
    for (const char* text : {"3 s", "30 ms", "2 h", "3 GB", "3 Gbps", "3 TFLOP/s", "300 W", "3 USD", "3 USD/h", "3 USD/GB", "3 USD/kWh"})
      values.push_back(text);
  return values;
}

struct Outcome {
  bool changes_world = false, refused = false;
};

struct Base {
  json document;
  std::string world;
};

std::vector<Base> read_contexts() {
  std::vector<Base> bases;
  std::vector<std::string> all(std::begin(contexts), std::end(contexts));
  all.push_back(R"({"failures": {"mtbi": null, "return_delay": null, "trace": ")" TESTS_DIRECTORY R"(/traces/nodes.csv", "map": "sampled", "offset": "1 s"}})");
  const std::string traces = TESTS_DIRECTORY "/traces/";
  all.push_back(fmt::format(R"({{"sites": [{{"name": "east", "outages": {{"trace": "{0}site.csv"}}, "maintenance": {{"trace": "{0}site.csv"}}}}, {{"name": "west"}}], "network": {{"links": [{{"name": "l", "between": ["east", "west"],
        "bandwidth": "1 Gbps", "one_way_latency": "1 ms", "outages": {{"trace": "{0}site.csv"}}}}]}}, "failures": {{"slow": {{"trace": "{0}slow.csv"}}, "corruption": {{"policy": "replay"}}}},
        "learners": [{{"name": "e", "count": 2, "site": "east", "accelerator": "h100-sxm", "accelerators": 16, "step_time": "1 s", "available": {{"trace": "{0}spot.csv", "minimum": 1}}}},
        {{"name": "w", "site": "west", "accelerator": "h100-sxm", "accelerators": 16, "step_time": "1 s"}}]}})", traces));
  for (const char* law : {R"({"law": "exponential", "mean": "1 min"})", R"({"law": "exponentiated-weibull", "scale": "1 min", "shape": 0.7, "exponent": 2})",
                          R"({"law": "lognormal", "median": "1 min", "sigma": 1})", R"({"law": "constant", "value": "1 min"})"}) {
    std::string stages;
    for (const char* stage : {"detection", "hang_detection", "decision", "queue", "repair", "warm_image", "cold_image", "init"}) stages += fmt::format("\"{}\": {}, ", stage, law);
    all.push_back(fmt::format(R"({{"sites": [{{"name": "east", "outages": {{"mtbf": {0}, "repair": {0}, "shards": true}}, "maintenance": {{"every": "5 h", "for": "1 min", "first": "1 h", "notice": "1 min"}}}},
        {{"name": "west"}}], "network": {{"links": [{{"name": "l", "between": ["east", "west"], "bandwidth": "1 Gbps", "one_way_latency": "1 ms", "outages": {{"mtbf": {0}, "repair": {0}}}}}]}},
        "failures": {{"slow": {{"between": {0}, "length": {0}, "factor": [0.5, 0.8]}}, "corruption": {{"policy": "reject-merge", "between": {0}, "detection": {0}}}}}}})", law));
    all.push_back(fmt::format(R"({{"failures": {{"recovery": {{{} "hang_share": 0.1, "spares": 5, "pool": "site", "state": "checkpoint", "without_node": "stop"}}}}, "checkpoints": {{"interval": "1 h"}}}})", stages));
  }
  all.push_back(R"({"failures": {"mtbi": null, "return_delay": null, "generator": "infinitehbd"}})");
  for (const std::string& context : all) {
    json document = whole_scenario();
    document.merge_patch(json::parse(context));
    const Reading reading = reading_of(document);
    INFO(context << "\n" << problems_text(reading));
    REQUIRE(reading.world);
    bases.push_back({document, world_text(*reading.world)});
  }
  return bases;
}

// Contexts in which the key stands are looked at first, then those in which its holder does: most keys need no other.
Outcome outcome_of(const Field& field, const std::vector<Base>& bases) {
  Outcome outcome;
  const json::json_pointer place = place_of(field);
  const bool only_checked = field.later || refused.contains(field.path) || for_report.contains(field.path);
  const auto nearness = [&](const json& document) { return document.contains(place) ? 0 : document.contains(place.parent_pointer()) ? 1 : 2; };
  for (const int near : {0, 1, 2})
    for (const auto& [document, world] : bases) {
      if (nearness(document) != near) continue;
      for (const json& value : other_values(field)) {
        json changed = document;
        try {
          changed[place] = value;
        } catch (const json::exception&) {
          break;   // no such place in this context
        }
        const Reading after = reading_of(changed);
        if (after.world && world_text(*after.world) != world) outcome.changes_world = true;
        if (!after.world) outcome.refused = true;
        if (outcome.changes_world) return outcome;
      }
      if (outcome.refused && only_checked) return outcome;
    }
  return outcome;
}

} // namespace

TEST_CASE("every key of the table changes the World, or is refused") {
  const auto bases = read_contexts();
  for (const Field& field : field_table()) {
    if (field.form == Form::container || field.path.starts_with("extends") || field.path.ends_with(".base"))
      continue;   // tested in combine_test
    INFO(field.path);
    const Outcome outcome = outcome_of(field, bases);
    if (field.later || refused.contains(field.path)) CHECK((outcome.refused && !outcome.changes_world));
    else if (for_report.contains(field.path)) CHECK(outcome.refused);
    else CHECK(outcome.changes_world);
  }
}

TEST_CASE("every default of the table is named with its source, and reads as a value of its key") {
  for (const Field& field : field_table()) {
    INFO(field.path);
    CHECK_FALSE(field.help.empty());
    if (field.fallback.empty()) continue;
    CHECK_FALSE(field.fallback_source.empty());
    CHECK_FALSE(field.required);
    const bool word = std::find(field.words.begin(), field.words.end(), field.fallback) != field.words.end();
    if (field.form == Form::measure && !word) CHECK(parse_measure(field.fallback, field.units).measure);
    if (field.form == Form::choice) CHECK(word);
  }
}

TEST_CASE("every default that is used is listed, and only those") {
  const Reading reading = reading_of(whole_scenario());
  REQUIRE(reading.world);
  CHECK(assumption(*reading.world, "protocol.merge") == "rda");
  CHECK(assumption(*reading.world, "failures.restart") == "49 s");
  CHECK(assumption(*reading.world, "network.links[].transport") == "ideal");
  CHECK(assumption(*reading.world, "learners.w.count") == "1");
  CHECK(assumption(*reading.world, "protocol.bits").empty());
  for (const Assumption& one : reading.world->assumptions) CHECK_FALSE(one.source.empty());
  const Reading given = reading_with(R"({"protocol": {"merge": "average"}})");
  REQUIRE(given.world);
  CHECK(assumption(*given.world, "protocol.merge").empty());
}
