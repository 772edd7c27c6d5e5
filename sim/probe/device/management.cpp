#include "sim/probe/device/management.hpp"

#include <dlfcn.h>

namespace archipelago {

namespace {

constexpr unsigned clock_of_multiprocessors = 1, clock_of_memory = 2, sensor_of_chip = 0;   // NVML_CLOCK_SM, NVML_CLOCK_MEM, NVML_TEMPERATURE_GPU

template <class Function, class... Arguments> std::optional<double> read(Function function, void* device, Arguments... arguments) {
  unsigned value = 0;
  if (!function || function(device, arguments..., &value) != 0) return std::nullopt;
  return value;
}

} // namespace

// Declared here and not included, so that building needs no driver. Functions that a driver lacks stay null.
struct Management::Library {
  void* handle = nullptr;
  void* device = nullptr;
  int (*shut_down)() = nullptr;
  int (*clock)(void*, unsigned, unsigned*) = nullptr;
  int (*highest_clock)(void*, unsigned, unsigned*) = nullptr;
  int (*temperature)(void*, unsigned, unsigned*) = nullptr;
  int (*power_mw)(void*, unsigned*) = nullptr;
  int (*power_limit_mw)(void*, unsigned*) = nullptr;
  int (*reasons)(void*, unsigned long long*) = nullptr;
  int (*driver)(char*, unsigned) = nullptr;

  template <class Function> void find(Function& function, const char* name) { function = reinterpret_cast<Function>(dlsym(handle, name)); }
};

Management::Management(const std::string& pci_bus_id) {
  auto library = std::make_unique<Library>();
  library->handle = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library->handle) return;
  int (*start)() = nullptr;
  int (*find_device)(const char*, void**) = nullptr;
  library->find(start, "nvmlInit_v2");
  library->find(find_device, "nvmlDeviceGetHandleByPciBusId_v2");
  if (!start || !find_device || start() != 0) return;
  library->find(library->shut_down, "nvmlShutdown");
  library->find(library->clock, "nvmlDeviceGetClockInfo");
  library->find(library->highest_clock, "nvmlDeviceGetMaxClockInfo");
  library->find(library->temperature, "nvmlDeviceGetTemperature");
  library->find(library->power_mw, "nvmlDeviceGetPowerUsage");
  library->find(library->power_limit_mw, "nvmlDeviceGetEnforcedPowerLimit");
  library->find(library->reasons, "nvmlDeviceGetCurrentClocksThrottleReasons");   // kept by newer drivers under this name too
  library->find(library->driver, "nvmlSystemGetDriverVersion");
  if (find_device(pci_bus_id.c_str(), &library->device) == 0) library_ = std::move(library);
}

Management::~Management() {
  if (library_ && library_->shut_down) library_->shut_down();
}

ClockSample Management::sample() const {
  ClockSample sample;
  if (!library_) return sample;
  sample.clock_mhz = read(library_->clock, library_->device, clock_of_multiprocessors);
  sample.memory_clock_mhz = read(library_->clock, library_->device, clock_of_memory);
  sample.temperature_c = read(library_->temperature, library_->device, sensor_of_chip);
  if (const auto mw = read(library_->power_mw, library_->device)) sample.power_w = *mw / 1000;
  unsigned long long reasons = 0;
  if (library_->reasons && library_->reasons(library_->device, &reasons) == 0) sample.reasons = reasons;
  return sample;
}

std::optional<double> Management::highest_clock_mhz() const {
  return library_ ? read(library_->highest_clock, library_->device, clock_of_multiprocessors) : std::nullopt;
}

std::optional<double> Management::power_limit_w() const {
  if (!library_) return std::nullopt;
  const auto mw = read(library_->power_limit_mw, library_->device);
  return mw ? std::optional(*mw / 1000) : std::nullopt;
}

std::string Management::driver_version() const {
  char text[96] = "";
  if (!library_ || !library_->driver || library_->driver(text, sizeof text) != 0) return {};
  return text;
}

} // namespace archipelago
