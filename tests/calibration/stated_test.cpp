// Measurements as users state them, an accelerator's own file, and the command on both.
#include "scenarios/accelerator_file.hpp"
#include "scenarios/profiles.hpp"
#include "sim/calibrate/calibrate_accelerator.hpp"
#include "sim/calibrate/stated_measurements.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include <unistd.h>

using namespace archipelago;

namespace {

const std::filesystem::path catalogues = std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "catalogues";

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("archipelago-stated-" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

const char* const sheet = R"({"vendor": "NVIDIA", "peak_bf16": "1000 TFLOP/s", "memory": "96 GB", "memory_bandwidth": "4 TB/s", "interconnect": "450 GB/s"})";

bool says(const std::vector<std::string>& problems, const std::string& part) {
  return std::any_of(problems.begin(), problems.end(), [&](const std::string& problem) { return problem.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("stated measurements are read with their units") {
  StatedMeasurements out;
  read_product("8192x4096x1024=1.62ms", out);
  read_product("512x512x512:fp8=9 us", out);
  read_all_reduce("8x1GiB=4.3 ms", out);
  read_step("model=llama-3-8b accelerators=16, batch=64 sequence=4096 time=2.41s tensor=2 sharding=full recompute=selective precision=fp8", out);
  REQUIRE(out.problems.empty());
  REQUIRE(out.products.size() == 2);
  CHECK(out.products[0].n == 4096);
  CHECK(out.products[0].time.value == Approx(1.62e-3));
  CHECK(out.products[1].precision == MathPrecision::fp8);
  REQUIRE(out.all_reduces.size() == 1);
  CHECK(out.all_reduces[0].size.value == 1073741824.0);
  REQUIRE(out.steps.size() == 1);
  CHECK(out.steps[0].wish.tensor == 2);
  CHECK(out.steps[0].wish.sharding == Sharding::full);
  CHECK(out.steps[0].wish.recompute == Recompute::selective);
  CHECK_FALSE(out.steps[0].wish.pipeline);
  CHECK(out.steps[0].time.value == Approx(2.41));
}

TEST_CASE("every fault of what is stated is named, with the nearest word") {
  StatedMeasurements out;
  for (const char* text : {"8192x8192=1ms", "8192x8192x8192=", "8192x8192x8192=1 msec", "0x1x1=1ms", "8x8x8:bf17=1ms", "8x8x8=-1ms", "axbxc=1ms", "", "=", "1x2x3", "9999999999999999999999x1x1=1s"})
    read_product(text, out);
  for (const char* text : {"8x1GiB", "x1GiB=1ms", "1x1GiB=1ms", "8x1Gb=1ms", "8=1msx", "8x=1ms", "8xx=1ms"}) read_all_reduce(text, out);
  for (const char* text : {"", "model=a", "modle=a accelerators=8 batch=8 sequence=8 time=1s", "model=a accelerators=1.5 batch=8 sequence=8 time=1",
                           "model=a model=a accelerators=8 batch=8 sequence=8 time=1s", "model=a accelerators=8 batch=8 sequence=8 time=1s tensor=0"})
    read_step(text, out);
  CHECK(out.empty());
  CHECK(out.problems.size() >= 24);
  CHECK(says(out.problems, "did you mean 'bf16'"));
  CHECK(says(out.problems, "did you mean 'model'"));
  CHECK(says(out.problems, "model is given twice"));
  StatedMeasurements twice;
  read_product("8x8x8=1ms", twice);
  read_product("8x8x8=1.1ms", twice);
  CHECK(says(twice.problems, "given twice"));
}

TEST_CASE("a file of measurements, and what can be wrong with one") {
  const Folder folder;
  StatedMeasurements good, bad;
  read_stated_file(folder.file("good.json", R"({"gemm": ["8192x8192x8192=1.62ms"], "all_reduce": ["8x1GiB=4.3ms"]})"), good);
  CHECK(good.problems.empty());
  CHECK(good.products.size() + good.all_reduces.size() == 2);
  read_stated_file(folder.file("bad.json", R"({"gem": [], "all_reduce": "8x1GiB=4.3ms", "step": [3], "gemm": ["8192"]})"), bad);
  CHECK(says(bad.problems, "/gem: no such key"));
  CHECK(says(bad.problems, "/all_reduce: expected a list"));
  CHECK(says(bad.problems, "/step/0: expected a text"));
  CHECK(says(bad.problems, "/gemm/0: "));
  for (const char* text : {"", "[]", "{", "{}", "3"}) {
    StatedMeasurements broken;
    read_stated_file(folder.file("broken.json", text), broken);
    CHECK_FALSE(broken.problems.empty());
  }
  StatedMeasurements absent;
  read_stated_file("no-such-file.json", absent);
  CHECK(says(absent.problems, "cannot be read"));
}

TEST_CASE("an accelerator's own file: whole, on a base, and wrong") {
  const Folder folder;
  const Catalogues known(catalogues);
  const AcceleratorFile own = read_accelerator(folder.file("my-part.json", sheet), known);
  REQUIRE(own.accelerator);
  CHECK(own.accelerator->name == "my-part");
  CHECK(own.accelerator->peak_bf16.value == 1000e12);
  const AcceleratorFile changed = read_accelerator(folder.file("b.json", R"({"base": "h100-sxm", "name": "h100-500w", "power": "500 W"})"), known);
  REQUIRE(changed.accelerator);
  CHECK(changed.accelerator->name == "h100-500w");
  CHECK(changed.accelerator->peak_bf16.value == 989e12);
  CHECK(changed.accelerator->power.value == 500);
  const AcceleratorFile wrong = read_accelerator(folder.file("w.json", R"({"base": "h100-smx", "peak_bf17": "1 TFLOP/s"})"), known);
  CHECK_FALSE(wrong.accelerator);
  REQUIRE(wrong.problems.size() == 2);
  CHECK(wrong.problems[0].nearest == "h100-sxm");
  CHECK(wrong.problems[1].line == 1);
  const AcceleratorFile missing = read_accelerator(folder.file("m.json", R"({"peak_bf16": "1 TFLOP/s"})"), known);
  CHECK(missing.problems.size() == 3);
  CHECK_FALSE(read_accelerator("no-such-file.json", known).problems.empty());
}

TEST_CASE("the command writes a profile that reads back, with the framework's efficiency") {
  const Folder folder;
  AcceleratorRequest request;
  request.spec = folder.file("my-part.json", sheet);
  request.products = {"8192x8192x8192=1.75ms"};
  request.steps = {"model=llama-3-8b accelerators=8 batch=64 sequence=4096 time=4.4s"};
  request.framework = "my-framework";
  request.out = (folder.path / "profile.json").string();
  request.command = "archipelago calibrate accelerator my-part.json";
  request.catalogues = catalogues;
  CHECK(calibrate_accelerator_command(request) == 0);
  const ProfileFile file = read_profile(*request.out);
  REQUIRE(file.profile);
  CHECK(file.profile->name == "my-part");
  CHECK(file.profile->gemm_at(MathPrecision::bf16).training.high < 1.3);
  REQUIRE(file.profile->efficiencies.size() == 1);
  CHECK(file.profile->efficiencies[0].framework == "my-framework");
  CHECK(file.profile->efficiencies[0].value < 0.8);
  CHECK(profile_text(*file.profile).find("\"efficiencies\"") != std::string::npos);

  request.steps = {"model=llama-9-8b accelerators=8 batch=64 sequence=4096 time=4.4s"};
  CHECK(calibrate_accelerator_command(request) == 2);
  request.steps = {"model=llama-3-405b accelerators=8 batch=64 sequence=4096 time=4.4s"};   // does not fit
  CHECK(calibrate_accelerator_command(request) == 2);
  request.steps.clear();
  request.spec = "h100-smx";
  CHECK(calibrate_accelerator_command(request) == 2);
  request.spec = "tpu-v5p";
  request.products.clear();
  request.out = (folder.path / "no-such-folder" / "profile.json").string();
  CHECK(calibrate_accelerator_command(request) == 5);
}
