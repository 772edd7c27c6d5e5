// What a result says of its data path: in the file, in the summary, and when it is explained.
#include "reports/data_json.hpp"
#include "reports/explain_run.hpp"
#include "reports/result_json.hpp"
#include "reports/summary.hpp"
#include "tests/reports/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {

const Terminal plain{false, false, true, 100};

Result waiting_for_data() {
  Result result = sample_result(1);
  result.time_shares = {};
  result.time_shares[0] = result.goodput = 0.75;
  result.time_shares[static_cast<std::size_t>(TimeClass::data_wait)] = 0.25;
  result.data = {{"west", 9e12, 8.9e12, 6e8, 4.5e8, 0.75, 4, 3000, 0.3, 60, {}, {}}, {"plains", 4e12, 3.9e12, 3e8, 2.9e8, 0.97, 3.1, 100, 0.2, 0, {}, {}}};
  return result;
}

std::string explained(const Result& result) { return explain_run(result_document(sample_info(), {result}), plain); }

}   // namespace

TEST_CASE("data paths cross the pipe, what is not known left out") {
  Result sent = waiting_for_data();
  sent.data[1].workers_serving = 0.5;
  sent.data[1].workers_lost = 7;
  sent.data[0].drained_s.reset();
  const nlohmann::json seed = nlohmann::json::parse(to_json(sent).dump());
  CHECK_FALSE(seed["data"][0].contains("drained_s"));
  CHECK_FALSE(seed["data"][0].contains("workers_lost"));
  const Result received = result_from_json(seed);
  CHECK(data_to_json(received.data) == data_to_json(sent.data));
  CHECK(received.data[1].workers_lost == 7);
  CHECK_FALSE(to_json(sample_result(1)).contains("data"));
  CHECK(result_from_json(to_json(sample_result(1))).data.empty());
}

TEST_CASE("several seeds join by site") {
  Result other = waiting_for_data();
  other.seed = 2;
  other.data[0].given_bytes_per_s = 3.5e8;
  const auto document = result_document(sample_info(), {waiting_for_data(), other});
  CHECK(document["data"][0]["name"] == "west");
  CHECK(document["data"][0]["given_bytes_per_s"]["mean"] == 4e8);
}

TEST_CASE("the summary has a line for each site's data, and none without") {
  const std::string text = summary_text(result_document(sample_info(), {waiting_for_data()}), plain);
  CHECK(text.find("input data at") != std::string::npos);
  CHECK(text.find("450.0") != std::string::npos);
  CHECK(text.find("workers") == std::string::npos);
  CHECK(summary_text(result_document(sample_info(), {sample_result(1)}), plain).find("input data at") == std::string::npos);
}

TEST_CASE("where waiting for data is the largest loss, the site that is shortest of it is named, and why") {
  Result result = waiting_for_data();
  CHECK(explained(result).find("Shortest of data is west: it gets 0.75 of what its accelerators take, 450.0 MB/s of 600.0 MB/s.") != std::string::npos);
  CHECK(explained(result).find("Even with every loader at work a step takes 4.000 s there.") != std::string::npos);
  result.data[0].storage_utilization = 0.99;
  CHECK(explained(result).find("the bandwidth of the store limits the run") != std::string::npos);
  result.data[0].steady_share = 1;
  CHECK(explained(result).find("Once they run the loaders keep up") != std::string::npos);
}
