#include "reports/reading.hpp"
#include "reports/result_json.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck/catch.h>

#include <cmath>
#include <limits>

using namespace archipelago;
using nlohmann::json;

namespace {

double finite() { return *rc::gen::arbitrary<double>(); }
std::int64_t count() { return *rc::gen::arbitrary<std::int64_t>(); }
std::optional<double> maybe() { return *rc::gen::arbitrary<bool>() ? std::optional(finite()) : std::nullopt; }
TimeShares shares() {
  TimeShares drawn;
  for (double& share : drawn) share = finite();
  return drawn;
}

std::string ascii() { return *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)); }

std::shared_ptr<const StepForecast> maybe_forecast() {
  if (!*rc::gen::arbitrary<bool>()) return nullptr;
  auto f = std::make_shared<StepForecast>();
  f->step = Seconds(finite()), f->low = Seconds(finite()), f->high = Seconds(finite());
  f->breakdown.matrix = Seconds(finite()), f->breakdown.data = Seconds(finite());
  f->memory = Bytes(finite()), f->available = Bytes(finite()), f->efficiency = finite();
  f->layout.tensor = *rc::gen::arbitrary<int>(), f->layout.micro_batch = *rc::gen::arbitrary<int>();
  f->layout.sharding = *rc::gen::element(Sharding::none, Sharding::full), f->layout.recompute = *rc::gen::element(Recompute::none, Recompute::selective);
  f->fits = *rc::gen::arbitrary<bool>(), f->measured = *rc::gen::arbitrary<bool>();
  f->why = ascii(), f->efficiency_source = ascii(), f->framework = ascii(), f->profile = ascii();
  return f;
}

Result any_result() {
  Result r;
  r.seed = *rc::gen::arbitrary<std::uint64_t>();
  r.fidelity = ascii();
  r.events = *rc::gen::arbitrary<std::uint64_t>();
  r.wall_s = finite();
  r.fingerprint = *rc::gen::arbitrary<std::uint64_t>();
  r.horizon_s = finite(), r.tokens = finite(), r.tokens_per_s = finite();
  r.time_to_target_s = maybe(), r.mfu = maybe();
  r.steps = count(), r.outer_steps = count();
  r.goodput = finite(), r.system_uptime = finite(), r.compute_utilization = finite();
  r.time_shares = shares();
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
    r.learners.push_back(
        {ascii(), ascii(), count(), finite(), count(), finite(), finite(), shares(), count(), finite(), finite(), finite(), maybe_forecast(), *rc::gen::arbitrary<bool>()});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) r.sites.push_back({ascii(), shares(), maybe()});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
    r.links.push_back({ascii(), ascii(), ascii(), finite(), finite(), finite(), finite()});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) r.faults.push_back({ascii(), count(), finite()});
  r.syncer.rounds = count();
  r.syncer.contributors_histogram = *rc::gen::arbitrary<std::vector<std::int64_t>>();
  r.syncer.sync_max_s = finite();
  r.syncer.weight_share = {finite(), finite()};
  if (*rc::gen::arbitrary<bool>()) r.cost = CostResult{finite(), maybe(), {{ascii(), ascii(), finite(), finite(), finite()}}};
  r.flags.push_back({ascii(), ascii()});
  r.unknown.push_back({ascii(), ascii()});
  return r;
}

std::string over_the_pipe(const Result& result) { return to_json(result).dump(); }

void walk_nulls(const json& node, const std::string& path, std::vector<std::string>& nulls) {
  if (node.is_null()) nulls.push_back(path);
  if (node.is_object() && !is_interval(node))
    for (const auto& [name, child] : node.items()) walk_nulls(child, path.empty() ? name : path + "." + name, nulls);
  if (node.is_array())
    for (const json& child : node) walk_nulls(child, path + "[]", nulls);
}

bool explained(const json& document, const std::string& key) {
  for (const json& entry : document.at("unknown")) {
    const std::string named = entry.at("key");
    if (named == "*" || key == named || key.starts_with(named + ".") || key.starts_with(named + "[")) return true;
  }
  return false;
}

}   // namespace

TEST_CASE("a result crosses the pipe unchanged") {
  rc::prop("from_json(parse(dump(to_json(r)))) == r", [] {
    const Result sent = any_result();
    const Result received = result_from_json(json::parse(over_the_pipe(sent)));
    RC_ASSERT(over_the_pipe(received) == over_the_pipe(sent));
    RC_ASSERT(received.seed == sent.seed);
    RC_ASSERT(received.fingerprint == sent.fingerprint);
    RC_ASSERT(received.horizon_s == sent.horizon_s);
    RC_ASSERT(received.mfu == sent.mfu);
    RC_ASSERT(received.time_shares == sent.time_shares);
    RC_ASSERT(received.cost.has_value() == sent.cost.has_value());
    RC_ASSERT(received.syncer.contributors_histogram == sent.syncer.contributors_histogram);
  });
}

TEST_CASE("numbers that are not finite become null") {
  Result result = sample_result(1);
  result.syncer.sync_mean_s = std::numeric_limits<double>::quiet_NaN();
  result.tokens_per_s = std::numeric_limits<double>::infinity();
  result.time_shares[3] = std::numeric_limits<double>::quiet_NaN();
  const json seed = json::parse(over_the_pipe(result));
  CHECK(seed["syncer"]["sync_s"]["mean"].is_null());
  CHECK(seed["tokens_per_s"].is_null());
  CHECK(seed["time_shares"]["quorum_wait"].is_null());
  CHECK(std::isnan(result_from_json(seed).time_shares[3]));
  CHECK(std::isnan(result_from_json(seed).syncer.sync_mean_s));
}

TEST_CASE("what no child of ours wrote is refused with a JSON exception") {
  json seed = to_json(sample_result(1));
  SECTION("a key is missing") { seed["syncer"].erase("sync_s"); }
  SECTION("a number is text") { seed["tokens"] = "many"; }
  SECTION("a fingerprint is no number") { seed["engine"]["fingerprint"] = "0xyz"; }
  SECTION("a learner is a number") { seed["learners"][0] = 3; }
  SECTION("everything is missing") { seed = json::object(); }
  CHECK_THROWS_AS(result_from_json(seed), json::exception);
}

TEST_CASE("keys and nesting are those of the contract") {
  const json document = result_document(sample_info(), {sample_result(1)});
  CHECK(document["format"] == "archipelago-result/1");
  CHECK(document["scenario"]["hash"] == "0123456789abcdef");
  CHECK(document["seeds"] == json({1}));
  CHECK(document["engine"]["fingerprint"] == "fedcba9876543211");
  CHECK(document["engine"]["simgrid"] == "3.32");
  CHECK(document["time_shares"].size() == 14);
  CHECK(document["learners"][1]["step_time_s"]["p99"] == 3.1);
  CHECK(document["syncer"]["contributors"]["histogram"] == json({0, 0, 28800, 259200}));
  CHECK(document["cost"]["ledger"][0]["amount_usd"] == 92160);
  CHECK(document["assumptions"][0]["key"] == "protocol.merge");
  for (const char* key : {"horizon_s",
                          "tokens",
                          "tokens_per_s",
                          "time_to_target_s",
                          "steps",
                          "outer_steps",
                          "goodput",
                          "system_uptime",
                          "compute_utilization",
                          "mfu",
                          "learners",
                          "sites",
                          "links",
                          "syncer",
                          "quality",
                          "cost",
                          "energy",
                          "carbon",
                          "flags",
                          "unknown",
                          "failed"})
    CHECK(document.contains(key));
}

TEST_CASE("every null says what it needs") {
  Result bare = sample_result(1);
  bare.cost.reset();
  bare.time_to_target_s.reset();
  bare.sites[0].cost_usd.reset();
  bare.syncer.sync_mean_s = std::numeric_limits<double>::quiet_NaN();
  const auto results =
      GENERATE_COPY(std::vector<Result>{bare}, std::vector<Result>{bare, sample_result(2)}, std::vector<Result>{});
  const json document = result_document(sample_info(), results);
  std::vector<std::string> nulls;
  walk_nulls(document, "", nulls);
  CHECK(!nulls.empty());
  for (const std::string& key : nulls) {
    INFO(key);
    CHECK(explained(document, key));
  }
}

TEST_CASE("a file without a finished seed names the failures and knows no figure") {
  RunInfo info = sample_info();
  info.failed = {{7, "deadlock"}};
  const json document = result_document(info, {});
  CHECK(document["failed"] == json::array({{{"seed", 7}, {"reason", "deadlock"}}}));
  CHECK(document["goodput"].is_null());
  CHECK(document["seeds"].empty());
  CHECK(document["learners"].empty());
}
