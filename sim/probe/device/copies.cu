// Copies inside a device, between it and pinned host memory, and to the next device, by the driver.
#include "sim/probe/device/fill.hpp"
#include "sim/probe/references.hpp"
#include "sim/probe/sample_values.hpp"

#include <optional>

namespace archipelago {

namespace {

float sent_at(std::int64_t place) { return sample_value(seed_first, static_cast<std::uint64_t>(place)); }

class PinnedMemory {
public:
  explicit PinnedMemory(std::size_t bytes) { check_gpu(cudaMallocHost(&data_, bytes), "allocate pinned host memory"); }
  ~PinnedMemory() { cudaFreeHost(data_); }
  PinnedMemory(const PinnedMemory&) = delete;
  PinnedMemory& operator=(const PinnedMemory&) = delete;
  std::uint16_t* values() const { return static_cast<std::uint16_t*>(data_); }

private:
  void* data_ = nullptr;
};

class Copy : public Workload {
public:
  Copy(std::int64_t bytes, const WorkloadContext& context)
      : count_(bytes / 2), context_(context), from_(count_, context.copies), to_(count_, context.copies) {
    fill(from_, seed_first, context_);
  }
  const char* kernel() const override { return "driver"; }
  void launch(int turn) override { check_gpu(cudaMemcpyAsync(to_.at(turn), from_.at(turn), bytes(), cudaMemcpyDefault, context_.stream), "copy"); }

  ReferenceComparison check() override {
    to_.poison();
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(count_, 64)) comparison.add(bf16_to_float(to_.read(place)), sent_at(place), 0);
    return comparison;
  }

private:
  std::size_t bytes() const { return static_cast<std::size_t>(count_) * 2; }
  std::int64_t count_;
  WorkloadContext context_;
  Rotating<std::uint16_t> from_, to_;
};

class HostCopy : public Workload {
public:
  HostCopy(std::int64_t bytes, bool to_device, const WorkloadContext& context)
      : count_(bytes / 2), to_device_(to_device), context_(context), device_(count_, context.copies), host_(this->bytes()) {
    if (!to_device_) fill(device_, seed_first, context_);
  }
  const char* kernel() const override { return "driver"; }

  void launch(int turn) override {
    if (to_device_) check_gpu(cudaMemcpyAsync(device_.at(turn), host_.values(), bytes(), cudaMemcpyDefault, context_.stream), "copy to the device");
    else check_gpu(cudaMemcpyAsync(host_.values(), device_.at(turn), bytes(), cudaMemcpyDefault, context_.stream), "copy to the host");
  }

  ReferenceComparison check() override {
    if (to_device_) device_.poison();
    for (std::int64_t i = 0; i < count_; ++i) host_.values()[i] = to_device_ ? float_to_bf16(sent_at(i)) : std::uint16_t{0xffff};
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(count_, 64)) {
      const std::uint16_t got = to_device_ ? device_.read(place) : host_.values()[place];
      comparison.add(bf16_to_float(got), sent_at(place), 0);
    }
    return comparison;
  }

private:
  std::size_t bytes() const { return static_cast<std::size_t>(count_) * 2; }
  std::int64_t count_;
  bool to_device_;
  WorkloadContext context_;
  Rotating<std::uint16_t> device_;
  PinnedMemory host_;
};

class PeerCopy : public Workload {
public:
  PeerCopy(std::int64_t bytes, int peer, const WorkloadContext& context)
      : count_(bytes / 2), peer_(peer), context_(context), from_(count_, context.copies) {
    int reachable = 0;
    check_gpu(cudaDeviceCanAccessPeer(&reachable, context.device, peer), "ask for peer access");
    if (!reachable) throw Unsupported("the devices cannot reach each other's memory directly");
    const cudaError_t enabled = cudaDeviceEnablePeerAccess(peer, 0);
    if (enabled == cudaErrorPeerAccessAlreadyEnabled) cudaGetLastError();   // not an error here: clear it
    else check_gpu(enabled, "enable peer access");
    fill(from_, seed_first, context_);
    check_gpu(cudaSetDevice(peer), "choose the peer");
    to_.emplace(count_, context.copies);
    check_gpu(cudaDeviceSynchronize(), "wait for the peer");
    check_gpu(cudaSetDevice(context.device), "choose the device");
  }
  const char* kernel() const override { return "driver"; }
  bool capturable() const override { return false; }
  void launch(int turn) override {
    const auto bytes = static_cast<std::size_t>(count_) * 2;
    check_gpu(cudaMemcpyPeerAsync(to_->at(turn), peer_, from_.at(turn), context_.device, bytes, context_.stream), "copy to the peer");
  }

  ReferenceComparison check() override {
    launch(0);
    wait_for(context_);
    ReferenceComparison comparison;
    for (const auto place : sampled_places(count_, 64)) comparison.add(bf16_to_float(to_->read(place)), sent_at(place), 0);
    return comparison;
  }

private:
  std::int64_t count_;
  int peer_;
  WorkloadContext context_;
  Rotating<std::uint16_t> from_;
  std::optional<Rotating<std::uint16_t>> to_;   // on the peer
};

} // namespace

std::unique_ptr<Workload> make_copy(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto bytes = std::get<SizeCase>(probe_case.shape).count;
  if (probe_case.operation == ProbeOperation::copy) return std::make_unique<Copy>(bytes, context);
  if (probe_case.operation == ProbeOperation::host_to_device) return std::make_unique<HostCopy>(bytes, true, context);
  if (probe_case.operation == ProbeOperation::device_to_host) return std::make_unique<HostCopy>(bytes, false, context);
  int devices = 0;
  check_gpu(cudaGetDeviceCount(&devices), "count devices");
  return std::make_unique<PeerCopy>(bytes, (context.device + 1) % devices, context);
}

} // namespace archipelago
