// archipelago-probe: times the kernels of training on this machine's accelerator and writes what `archipelago calibrate` reads.
#include "sim/probe/device/collective_library.hpp"
#include "sim/probe/device/measure.hpp"
#include "sim/probe/probe_options.hpp"
#include "sim/probe/sweep.hpp"

#include <cstdio>
#include <ctime>
#include <fstream>

namespace archipelago {

std::unique_ptr<Workload> make_workload(const ProbeCase& probe_case, const WorkloadContext& context) {
  switch (probe_case.operation) {
    case ProbeOperation::gemm: return make_gemm(probe_case, context);
    case ProbeOperation::attention_forward: return make_attention(probe_case, context);
    case ProbeOperation::norm_forward:
    case ProbeOperation::norm_backward: return make_norm(probe_case, context);
    case ProbeOperation::activation:
    case ProbeOperation::residual_add:
    case ProbeOperation::embedding: return make_elementwise(probe_case, context);
    case ProbeOperation::optimizer: return make_optimizer(probe_case, context);
    case ProbeOperation::copy:
    case ProbeOperation::host_to_device:
    case ProbeOperation::device_to_host:
    case ProbeOperation::peer_copy: return make_copy(probe_case, context);
    default: return make_collective(probe_case, context);
  }
}

namespace {

enum Exit { measured = 0, check_failed = 1, usage = 2, not_possible = 5 };

struct NotPossible : std::runtime_error { using std::runtime_error::runtime_error; };

constexpr double memory_share = 0.8;          // of what is free, for operands

std::string version_text(int version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[32] = "";
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

int count_devices(int wanted) {
  int devices = 0;
  const cudaError_t status = cudaGetDeviceCount(&devices);
  if (status != cudaSuccess) throw NotPossible(std::string("no accelerator can be used here: ") + cudaGetErrorString(status));
  if (wanted >= devices) throw NotPossible("there is no device " + std::to_string(wanted) + ": this machine has " + std::to_string(devices));
  return devices;
}

DeviceFacts facts_of(const cudaDeviceProp& properties, int devices, const Management& management) {
  DeviceFacts facts;
  int driver = 0, runtime = 0;
  check_gpu(cudaDriverGetVersion(&driver), "ask for the driver's version");
  check_gpu(cudaRuntimeGetVersion(&runtime), "ask for the runtime's version");
  facts.name = properties.name;
#if defined(__HIPCC__)
  facts.vendor = "amd";
  facts.architecture = properties.gcnArchName;
  facts.runtime = "hip " + std::to_string(runtime);
#else
  facts.vendor = "nvidia";
  facts.architecture = "sm_" + std::to_string(properties.major) + std::to_string(properties.minor);
  facts.runtime = "cuda " + version_text(runtime);
#endif
  facts.driver = management.driver_version().empty() ? version_text(driver) : management.driver_version();
  if (const auto* library = collective_library()) facts.collectives = library->version();
  facts.devices = devices;
  facts.multiprocessors = properties.multiProcessorCount;
  facts.memory_bytes = static_cast<double>(properties.totalGlobalMem);
  facts.cache_bytes = static_cast<double>(properties.l2CacheSize);
  facts.highest_clock_mhz = management.highest_clock_mhz();
  facts.power_limit_w = management.power_limit_w();
  return facts;
}

SweepRequest request_of(const ProbeOptions& options, const cudaDeviceProp& properties, int devices, double memory_bytes) {
  SweepRequest request;
  request.memory_bytes = memory_bytes;
  request.devices = devices;
  request.quick = options.quick;
  request.only = options.only;
  request.collectives = devices > 1 && collective_library();
#if defined(__HIPCC__)
  request.fp8 = true;                         // where it is not so the library has no algorithm, and the case is skipped
  request.attention = false;
#else
  request.fp8 = properties.major > 8 || (properties.major == 8 && properties.minor >= 9);
  request.attention = properties.major >= 8;
#endif
  return request;
}

struct Tally { int measured = 0, failed = 0, skipped = 0, throttled = 0; };

void measure_all(const std::vector<ProbeCase>& cases, const WorkloadContext& context, const MeasureSettings& settings, const Management& management,
                 std::ofstream& file, Tally& tally) {
  for (const auto& each : cases) {
    const std::string name = std::string(name_of(each.operation)) + " " + shape_json(each);
    try {
      const ProbeMeasurement measurement = measure(each, context, settings, management);
      file << measurement_line(measurement) << std::endl;   // each line reaches the file: a stopped probe keeps what it has
      ++tally.measured;
      tally.throttled += measurement.clocks.throttled;
      tally.failed += !measurement.check.passed();
      if (!measurement.check.passed()) std::fprintf(stderr, "archipelago-probe: WRONG RESULT in %s\n", name.c_str());
    } catch (const Unsupported& unsupported) {
      file << skipped_line(each, unsupported.what()) << std::endl;
      ++tally.skipped;
    }
    std::fprintf(stderr, "\r%d of %zu", tally.measured + tally.skipped, cases.size());
  }
  std::fprintf(stderr, "\n");
}

int probe(const ProbeOptions& options) {
  const int devices = count_devices(options.device);
  check_gpu(cudaSetDevice(options.device), "choose the device");
  cudaDeviceProp properties;
  check_gpu(cudaGetDeviceProperties(&properties, options.device), "ask for the device's properties");
  char bus[32] = "";
  check_gpu(cudaDeviceGetPCIBusId(bus, sizeof bus, options.device), "ask where the device is");
  const Management management(bus);
  std::size_t free = 0, total = 0;
  check_gpu(cudaMemGetInfo(&free, &total), "ask for free memory");

  std::ofstream file(options.out);
  if (!file) throw NotPossible("cannot write " + options.out);
  const DeviceFacts facts = facts_of(properties, devices, management);
  file << header_line(facts, today()) << std::endl;

  const Stream stream;
  const double memory = memory_share * static_cast<double>(free);
  const auto cases = plan_sweep(request_of(options, properties, devices, memory));
  std::fprintf(stderr, "%s: %zu cases\n", facts.name.c_str(), cases.size());
  Tally tally;
  measure_all(cases, {options.device, facts.multiprocessors, 1, stream}, {options.seconds_per_case, facts.cache_bytes, memory, facts.highest_clock_mhz},
              management, file, tally);
  file.close();
  if (!file) throw NotPossible("cannot write " + options.out + " to its end");
  std::fprintf(stderr, "%d measured, %d skipped, %d throttled, %d with a wrong result; written to %s\n", tally.measured, tally.skipped, tally.throttled,
               tally.failed, options.out.c_str());
  return tally.failed ? check_failed : measured;
}

} // namespace

} // namespace archipelago

int main(int argc, char** argv) {
  using namespace archipelago;
  try {
    return probe(probe_options_from({argv + 1, argv + argc}));
  } catch (const ProbeUsageError& error) {
    std::fprintf(stderr, "archipelago-probe: %s\n", error.what());
    return usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "archipelago-probe: %s\n", error.what());
    return not_possible;
  }
}
