// Owners of what the runtime hands out; a call that fails becomes an exception that says which.
#pragma once

#include "sim/probe/device/gpu_runtime.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace archipelago {

struct GpuError : std::runtime_error { using std::runtime_error::runtime_error; };

// This machine cannot do the case, for the reason given: it is skipped.
struct Unsupported : std::runtime_error { using std::runtime_error::runtime_error; };

inline void check_gpu(cudaError_t status, const char* what) {
  if (status != cudaSuccess) throw GpuError(std::string(what) + ": " + cudaGetErrorString(status));
}
inline void check_launch(const char* kernel) { check_gpu(cudaGetLastError(), kernel); }

class Stream {
public:
  Stream() { check_gpu(cudaStreamCreate(&stream_), "create a stream"); }
  ~Stream() { cudaStreamDestroy(stream_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  operator cudaStream_t() const { return stream_; }
  void wait() const { check_gpu(cudaStreamSynchronize(stream_), "wait for the device"); }

private:
  cudaStream_t stream_ = nullptr;
};

class GpuEvent {
public:
  GpuEvent() { check_gpu(cudaEventCreate(&event_), "create an event"); }
  ~GpuEvent() { if (event_) cudaEventDestroy(event_); }
  GpuEvent(GpuEvent&& other) noexcept : event_(other.event_) { other.event_ = nullptr; }
  GpuEvent(const GpuEvent&) = delete;
  GpuEvent& operator=(const GpuEvent&) = delete;
  operator cudaEvent_t() const { return event_; }
  void record(cudaStream_t stream) const { check_gpu(cudaEventRecord(event_, stream), "record an event"); }
  double us_since(const GpuEvent& start) const {
    float ms = 0;
    check_gpu(cudaEventElapsedTime(&ms, start.event_, event_), "read an event");
    return 1000.0 * ms;
  }

private:
  cudaEvent_t event_ = nullptr;
};

// Several copies of one array on the device that is current, each starting on 256 bytes; a turn uses the next one.
template <class Element> class Rotating {
public:
  Rotating(std::int64_t count, int copies) : count_(count), stride_((count + granule - 1) / granule * granule), copies_(copies) {
    void* memory = nullptr;
    const cudaError_t status = cudaMalloc(&memory, bytes());
    if (status == cudaErrorMemoryAllocation) {
      cudaGetLastError();                     // clears it: the device is sound
      throw Unsupported("its operands do not fit into the device's memory");
    }
    check_gpu(status, "allocate operands");
    data_ = static_cast<Element*>(memory);
    poison();
  }
  ~Rotating() { cudaFree(data_); }
  Rotating(const Rotating&) = delete;
  Rotating& operator=(const Rotating&) = delete;

  std::int64_t count() const { return count_; }
  int copies() const { return copies_; }
  Element* at(int turn) const { return data_ + turn % copies_ * stride_; }
  void set_bytes(int value) { check_gpu(cudaMemset(data_, value, bytes()), "set memory"); }
  void poison() { set_bytes(0xff); }          // no number, as bf16 and as float: what was not written fails its check

  Element read(std::int64_t index) const {    // of the first copy
    Element value;
    check_gpu(cudaMemcpy(&value, data_ + index, sizeof value, cudaMemcpyDefault), "read a result");
    return value;
  }

private:
  static constexpr std::int64_t granule = 256;
  std::size_t bytes() const { return static_cast<std::size_t>(stride_ * copies_) * sizeof(Element); }

  Element* data_ = nullptr;
  std::int64_t count_, stride_;
  int copies_;
};

} // namespace archipelago
