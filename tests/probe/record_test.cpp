// The probe's file, read back as calibrate reads it.
#include "models/hardware/collective_model.hpp"
#include "models/hardware/memory_kernel_model.hpp"
#include "sim/probe/record.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

ProbeMeasurement gemm_measurement() {
  ProbeMeasurement measurement;
  measurement.measured = {ProbeOperation::gemm, MathPrecision::fp8, GemmCase{4096, 8192, 1024, GemmRole::forward}};
  measurement.kernel = "cublaslt";
  measurement.timing = {11, 2, 123.4567890123, 120.5, 130.25, true};
  measurement.plan.launches = 4;
  measurement.copies = 3;
  measurement.check.add(1.0, 1.5, 1.0);
  measurement.clocks.clock_mhz = 1755;
  measurement.clocks.throttled = true;
  measurement.clocks.reasons = {"power cap"};
  return measurement;
}

} // namespace

TEST_CASE("a measurement reads back") {
  const std::string line = measurement_line(gemm_measurement());
  CHECK(line.find('\n') == std::string::npos);
  const json record = json::parse(line);
  CHECK(record.at("kind") == "measurement");
  CHECK(record.at("op") == "gemm");
  CHECK(record.at("shape") == json{{"m", 4096}, {"n", 8192}, {"k", 1024}, {"role", "forward"}});
  CHECK(record.at("precision") == "fp8");
  CHECK(record.at("kernel") == "cublaslt");
  CHECK(record.at("n") == 11);
  CHECK(record.at("median_us").get<double>() == Approx(123.4567890123).epsilon(1e-8));
  CHECK(record.at("p10_us") == 120.5);
  CHECK(record.at("p90_us") == 130.25);
  CHECK(record.at("flop") == 2.0 * 4096 * 8192 * 1024);
  CHECK(record.at("bytes") == 4096.0 * 1024 + 8192.0 * 1024 + 2.0 * 4096 * 8192);
  CHECK(record.at("check") == json{{"passed", true}, {"compared", 1}, {"worst", 0.5}});
  CHECK(record.at("throttled") == true);
  CHECK(record.at("clock_reasons") == json{"power cap"});
  CHECK(record.at("clock_mhz") == 1755.0);
  CHECK(record.at("power_w").is_null());      // unknown is null, never 0
}

TEST_CASE("a result that is not a number fails its check and still makes a line") {
  auto measurement = gemm_measurement();
  measurement.check.add(std::nan(""), 1.0, 1.0);
  const json check = json::parse(measurement_line(measurement)).at("check");
  CHECK(check.at("passed") == false);
  CHECK(check.at("worst").is_null());
}

TEST_CASE("a header survives any device name") {
  DeviceFacts facts;
  facts.name = "Accel \"X\" \\ 9000\n";
  facts.memory_bytes = 85899345920.0;
  const json header = json::parse(header_line(facts, "2026-04-21"));
  CHECK(header.at("format") == "archipelago-probe/1");
  CHECK(header.at("device") == "Accel \"X\" \\ 9000");
  CHECK(header.at("memory_bytes") == 85899345920.0);
  CHECK(header.at("driver").is_null());
  CHECK(header.at("power_limit_w").is_null());
}

TEST_CASE("what was skipped says why") {
  const json record = json::parse(skipped_line({ProbeOperation::all_reduce, MathPrecision::bf16, CollectiveCase{8, 1024}}, "needs 8 devices"));
  CHECK(record.at("kind") == "skipped");
  CHECK(record.at("shape") == json{{"members", 8}, {"bytes", 1024}});
  CHECK(record.at("reason") == "needs 8 devices");
}

TEST_CASE("operations have the names that calibration knows") {
  for (auto i = static_cast<int>(ProbeOperation::norm_forward); i <= static_cast<int>(ProbeOperation::copy); ++i)
    CHECK(memory_kernel_from(name_of(static_cast<ProbeOperation>(i))));
  for (auto i = static_cast<int>(ProbeOperation::all_reduce); i <= static_cast<int>(ProbeOperation::all_to_all); ++i)
    CHECK(collective_from(name_of(static_cast<ProbeOperation>(i))));
  const ProbeCase step{ProbeOperation::optimizer, MathPrecision::bf16, SizeCase{1000}};
  CHECK(traffic_of(step) == 1000 * optimizer_bytes_per_parameter);
}
