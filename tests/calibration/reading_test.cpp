// Files of measurements: schemas, devices, kernels, and every malformed row named.
#include "sim/calibrate/csv.hpp"
#include "sim/calibrate/device_name.hpp"
#include "sim/calibrate/measurement_reader.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

using namespace archipelago;

namespace {

// A file in a folder of its own, gone with the object.
class TemporaryFile {
public:
  TemporaryFile(const std::string& name, const std::string& text) {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() / ("archipelago-reading-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(folder_);
    path_ = folder_ / name;
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  std::string path() const { return path_.string(); }

private:
  std::filesystem::path folder_, path_;
};

MeasurementFiles read(const std::string& name, const std::string& text, const std::string& device = "h100-sxm") {
  const TemporaryFile file(name, text);
  return read_measurements({file.path()}, {device, {}, {}});
}

} // namespace

TEST_CASE("quoted commas, blank lines and Windows line ends are read; a short row is named with its line") {
  std::istringstream text("a,b\r\n1,\"x, \"\"y\"\"\"\r\n\r\n7\n2,z\n");
  const CsvTable table = read_csv(text, "t.csv");
  REQUIRE(table.rows.size() == 2);
  CHECK(CsvFields(table, table.rows[0]).text("b") == "x, \"y\"");
  CHECK(CsvFields(table, table.rows[1]).number("a") == 2.0);
  CHECK_FALSE(CsvFields(table, table.rows[1]).number("b"));
  REQUIRE(table.problems.size() == 1);
  CHECK_THAT(table.problems[0], Catch::StartsWith("t.csv:4:"));
}

TEST_CASE("matrix products take their precision from a column or from the file's name, and are refused without") {
  const std::string rows = "m,n,k,latency_us\n1024,2048,512,10\n";
  CHECK(read("gemm_fp8_x.csv", rows).measurements.gemm.at(0).precision == MathPrecision::fp8);
  CHECK(read("gemm_bf16_x.csv", rows).measurements.gemm.at(0).time.value == Approx(10e-6));
  CHECK(read("x.csv", "m,n,k,precision,latency_us\n16,16,16,fp4,2\n").measurements.gemm.at(0).precision == MathPrecision::fp4);
  CHECK(read("x.csv", rows).problems.size() == 1);
}

TEST_CASE("every malformed row is named, and nothing is guessed from it") {
  const auto files = read("gemm_bf16_x.csv", "m,n,k,latency_us\n1,2,3,4\n1,2,,4\n1,2,3,-4\n1,2,3,fast\n");
  CHECK(files.measurements.gemm.size() == 1);
  REQUIRE(files.problems.size() == 3);
  CHECK_THAT(files.problems[1], Catch::Contains("gemm_bf16_x.csv:4:"));
  CHECK(read("x.csv", "colour,taste\nred,sour\n").problems.size() == 1);
  CHECK(read_measurements({"no-such-file.csv"}, {"h100-sxm", {}, {}}).problems.size() == 1);
}

TEST_CASE("a row counts when every word of its device is one of the accelerator's") {
  CHECK(is_same_device("h100_sxm", "h100-sxm"));
  CHECK(is_same_device("a100_80gb_sxm", "a100-sxm-80gb"));
  CHECK_FALSE(is_same_device("a100_40gb_sxm", "a100-sxm-80gb"));
  CHECK_FALSE(is_same_device("b200_sxm_850W_1800MHz", "b200-sxm"));
  CHECK_FALSE(is_same_device("gb200", "b200-sxm"));
}

TEST_CASE("the kernel generation is told from the software that ran it") {
  CHECK(attention_kernel_of("vllm-0.24.0", "h100-sxm") == AttentionKernel::flash3);
  CHECK(attention_kernel_of("vllm-0.14.0", "a100-sxm-80gb") == AttentionKernel::flash2);
  CHECK(attention_kernel_of("trtllm-1.3.0", "h100-sxm") == AttentionKernel::vendor);
  CHECK(attention_kernel_of("pytorch_flash(FA2)", "h200-sxm") == AttentionKernel::flash2);
  CHECK(attention_kernel_of("cudnn 91901", "gb200") == AttentionKernel::cudnn);
  CHECK_FALSE(attention_kernel_of("cudnn_fe_fp8", "gb200"));
  CHECK_FALSE(attention_kernel_of("Triton [FP16] PTX backend", "b200-sxm"));
}

TEST_CASE("collectives: seconds from a latency, or from the bus bandwidth that nccl-tests prints") {
  const auto in_node = read("c.csv", "device,library,op,dtype,num_gpus,message_bytes,latency_us\nh100_sxm,nccl,alltoall,half,8,1024,9\na40,nccl,all_reduce,half,8,1024,9\n");
  REQUIRE(in_node.measurements.collectives.size() == 1);
  CHECK(in_node.measurements.collectives[0].operation == Collective::all_to_all);
  CHECK(in_node.files[0].other_device == 1);
  const auto between = read("i.csv", "device,op,num_nodes,gpus_per_node,message_bytes,busbw_GBps,latency_us_derived,note\n"
                                     "h100_sxm,all_reduce,4,8,1000000,100,,NVLink; 8x50 GB/s EFA\n");
  REQUIRE(between.measurements.collectives.size() == 1);
  CHECK(between.measurements.collectives[0].time.value == Approx(2 * 31.0 / 32 * 1e6 / 100e9));
  CHECK(between.measurements.collectives[0].adapter.value == Approx(50e9));
}

TEST_CASE("the probe's lines: its header, unsound cases left out, and a broken line named") {
  const auto files = read("probe.jsonl",
                          R"({"format":"archipelago-probe/1","kind":"header","device":"NVIDIA H100 80GB HBM3","multiprocessors":132}
{"kind":"measurement","op":"gemm","shape":{"m":4096,"n":4096,"k":4096,"role":"forward"},"precision":"bf16","median_us":190,"check":{"passed":true},"steady":true}
{"kind":"measurement","op":"gemm","shape":{"m":4096,"n":4096,"k":8192,"role":"forward"},"precision":"bf16","median_us":5,"check":{"passed":false},"steady":true}
{"kind":"measurement","op":"optimizer","shape":{"parameters":1000000000},"precision":"bf16","median_us":10000,"bytes":2.8e10}
{"kind":"measurement","op":"all_reduce","shape":{"members":8,"bytes":1048576},"precision":"bf16","median_us":27}
{"kind":"measurement","op":"host_to_device","shape":{"bytes":1000000000},"precision":"bf16","median_us":20000,"bytes":1e9}
{"kind":"skipped","op":"gemm","shape":{"m":1,"n":1,"k":1},"precision":"fp8","reason":"no fp8"}
{"kind":"measurement","op":"gemm","shape":{"m":0,"n":1,"k":1},"precision":"bf16","median_us":1}
{"kind":"measurement"
)");
  CHECK(files.multiprocessors == 132);
  REQUIRE(files.measurements.gemm.size() == 1);
  CHECK(files.measurements.gemm[0].time.value == Approx(190e-6));
  CHECK(files.measurements.memory.at(0).kind == MemoryKernel::optimizer);
  CHECK(files.measurements.collectives.at(0).members_per_node == 8);
  CHECK(files.measurements.host.at(0).rate.value == Approx(50e9));
  CHECK(files.files.at(0).used == 4);
  CHECK(files.files.at(0).not_described == 2);
  REQUIRE(files.problems.size() == 2);
  CHECK_THAT(files.problems[0], Catch::Contains("probe.jsonl:8:"));
}
