// Profiles as files: what is written reads back, what is wrong is named, and the shipped ones hold together.
#include "models/calibration/gemm_fit.hpp"
#include "models/hardware/spec_profile.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/profiles.hpp"
#include "tests/calibration/synthetic.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

const std::filesystem::path scenarios = ARCHIPELAGO_SCENARIOS;

const AcceleratorProfile& fitted_profile() {
  static const AcceleratorProfile fitted = [] {
    const Catalogues catalogues(scenarios / "catalogues");
    AcceleratorProfile profile = spec_profile(*catalogue_accelerator(catalogues, "h100-sxm"), usual_adapter, 132);
    const auto rows = gemm_sweep(known_gemm(), 0.05, {16, 64, 256, 1024, 4096});
    profile.gemm.front() = fit_gemm(rows, profile.gemm.front(), {}).model;
    profile.made_by = {"archipelago calibrate kernels made-up.csv"};
    return profile;
  }();
  return fitted;
}

} // namespace

TEST_CASE("a profile written and read predicts the same and is written the same") {
  const AcceleratorProfile& profile = fitted_profile();
  const std::string text = profile_text(profile);
  Findings findings;
  const auto read = profile_from(json::parse(text), findings);
  REQUIRE(findings.empty());
  REQUIRE(read);
  CHECK(profile_text(*read) == text);
  for (const double m : {16., 100., 3000.})
    CHECK(read->gemm_time(m, 2048, 4096, MathPrecision::bf16).value == Approx(profile.gemm_time(m, 2048, 4096, MathPrecision::bf16).value).epsilon(1e-3));
  CHECK(read->in_node_time(Collective::all_reduce, 8, Bytes(1e8)).value == Approx(profile.in_node_time(Collective::all_reduce, 8, Bytes(1e8)).value).epsilon(1e-3));
  CHECK(read->optimizer_time(1e9).value == Approx(profile.optimizer_time(1e9).value).epsilon(1e-3));
}

TEST_CASE("every fault of a profile is named by its place") {
  json document = json::parse(profile_text(fitted_profile()));
  document["gemm"][0]["rate_tflops"] = -1;
  document["gemm"][0]["grid"]["thousandths"].erase(0);
  document["attention"][0]["kernel"] = "flash9";
  document["between_nodes"].erase("efficiency");
  document["in_node"] = json::array();
  Findings findings;
  CHECK_FALSE(profile_from(document, findings));
  std::vector<std::string> places;
  for (const auto& finding : findings) places.push_back(finding.pointer);
  for (const char* place : {"/gemm/0/rate_tflops", "/gemm/0/grid/thousandths", "/attention/0/kernel", "/between_nodes", "/in_node"})
    CHECK_THAT(places, Catch::VectorContains(std::string(place)));
  CHECK(findings.size() == 5);
}

TEST_CASE("a file that is not there or is no JSON is a problem, not a crash") {
  CHECK(read_profile("no-such-profile.json").problems.size() == 1);
  CHECK(read_profile(scenarios / "CMakeLists.txt").problems.size() == 1);
}

TEST_CASE("an accelerator that nobody measured has a profile from its data sheet, which says so") {
  const Catalogues catalogues(scenarios / "catalogues");
  for (const std::string& name : catalogues.names("accelerators")) {
    CAPTURE(name);
    const ProfileFile file = profile_of(*catalogue_accelerator(catalogues, name), name, catalogues, scenarios / "profiles");
    REQUIRE(file.profile);
    const bool measured = !file.measured_on.empty();
    const GemmModel& widest = file.profile->gemm_at(MathPrecision::bf16);
    if (!measured) CHECK(widest.all.samples == 0);
    if (widest.all.samples == 0) CHECK(widest.all.high / widest.all.low > 1.5);
  }
}

TEST_CASE("parts timed with the best kernel for each shape keep the upper edge of their family") {
  const Catalogues catalogues(scenarios / "catalogues");
  for (const auto& [name, precision] : {std::pair{"mi300x", MathPrecision::fp8}, {"mi355x", MathPrecision::fp8}, {"mi355x", MathPrecision::bf16}}) {
    CAPTURE(name, name_of(precision));
    const AcceleratorProfile profile = *read_profile(scenarios / "profiles" / (std::string(name) + ".json")).profile;
    const GemmModel sheet = spec_profile(*catalogue_accelerator(catalogues, name)).gemm_at(precision);
    const GemmModel& fitted = profile.gemm_at(precision);
    CHECK(fitted.training.samples > 50);
    CHECK(fitted.training.high >= sheet.training.high);
    CHECK(fitted.training.low > sheet.training.low);
    CHECK(fitted.training.basis.find("best kernel") != std::string::npos);
  }
}

TEST_CASE("TPUs, of which no kernel was measured, have sane times and a wide band") {
  const Catalogues catalogues(scenarios / "catalogues");
  for (const char* name : {"tpu-v4", "tpu-v5e", "tpu-v5p", "tpu-v6e", "tpu-v7"}) {
    CAPTURE(name);
    const Accelerator sheet = *catalogue_accelerator(catalogues, name);
    const AcceleratorProfile profile = spec_profile(sheet);
    // A whole step's utilization bounds that of its products from below, and the peak from above.
    const double share = 2 * 8192. * 8192 * 8192 / profile.gemm_time(8192, 8192, 8192, MathPrecision::bf16).value / sheet.peak_bf16.value;
    CHECK(share > sheet.mfu);
    CHECK(share < 0.95);
    CHECK(profile.gemm_at(MathPrecision::bf16).training.high / profile.gemm_at(MathPrecision::bf16).training.low > 2);
    CHECK(profile.in_node_time(Collective::all_reduce, 4, Bytes(1e9)).value > 1.5e9 / sheet.interconnect.value);
  }
}

TEST_CASE("every shipped profile reads, is of a catalogued accelerator, and says where it is from") {
  const Catalogues catalogues(scenarios / "catalogues");
  const auto names = profile_names(scenarios / "profiles");
  CHECK(names.size() >= 6);
  for (const std::string& name : names) {
    CAPTURE(name);
    const ProfileFile file = read_profile(scenarios / "profiles" / (name + ".json"));
    REQUIRE(file.profile);
    CHECK(file.profile->name == name);
    CHECK(catalogue_accelerator(catalogues, name));
    CHECK_FALSE(file.profile->made_by.empty());
    CHECK_FALSE(file.profile->source.empty());
    // No step is predicted from a part that cannot be: every kernel takes a time between a launch and a second.
    for (const auto precision : {MathPrecision::tf32, MathPrecision::bf16, MathPrecision::fp8, MathPrecision::fp4}) {
      const double time = file.profile->gemm_time(4096, 4096, 4096, precision).value;
      CHECK(time > 1e-6);
      CHECK(time < 1);
    }
  }
}
