// Collectives among the devices of this machine, driven by one process.
//
// The streams of all members start after the timed stream and join it again, around a series of launches, so that two events on it
// enclose the slowest member. That costs a few microseconds per series of 200 us or more.
#include "sim/probe/device/collective_library.hpp"
#include "sim/probe/device/fill.hpp"
#include "sim/probe/references.hpp"
#include "sim/probe/sample_values.hpp"

#include <map>
#include <vector>

namespace archipelago {

namespace {

void check_collective(const CollectiveLibrary& library, int status, const char* what) {
  if (status != 0) throw GpuError(std::string(what) + ": " + library.error_text(status));
}

// Among the first devices. Starting some takes seconds, so they serve all cases of a probe and end with it.
const std::vector<CollectiveLibrary::Communicator>& communicators_of(const CollectiveLibrary& library, const std::vector<int>& devices) {
  static std::map<std::size_t, std::vector<CollectiveLibrary::Communicator>> started;
  auto& communicators = started[devices.size()];
  if (communicators.empty()) {
    std::vector<CollectiveLibrary::Communicator> fresh(devices.size());
    check_collective(library, library.init_all(fresh.data(), static_cast<int>(devices.size()), devices.data()), "start collectives");
    communicators = std::move(fresh);
  }
  return communicators;
}

struct Member {
  Member(int place, std::int64_t sent, std::int64_t received, const WorkloadContext& context) : send(sent, 1), receive(received, 1) {
    WorkloadContext own = context;
    own.stream = stream;
    fill(send, seed_first + static_cast<std::uint32_t>(place), own);
    stream.wait();
  }
  Stream stream;
  GpuEvent done;
  Rotating<std::uint16_t> send, receive;
  CollectiveLibrary::Communicator communicator = nullptr;
};

class CollectiveWorkload : public Workload {
public:
  CollectiveWorkload(ProbeOperation operation, const CollectiveCase& shape, const CollectiveLibrary& library, const WorkloadContext& context)
      : operation_(operation), library_(library), context_(context), count_(static_cast<int>(shape.members)), whole_(shape.bytes / 2),
        part_(whole_ / shape.members) {
    std::vector<int> devices;
    for (int place = 0; place < count_; ++place) {
      devices.push_back(place);
      check_gpu(cudaSetDevice(place), "choose a device");
      members_.push_back(std::make_unique<Member>(place, operation == ProbeOperation::all_gather ? part_ : whole_,
                                                  operation == ProbeOperation::reduce_scatter ? part_ : whole_, context));
    }
    check_gpu(cudaSetDevice(context_.device), "choose the device");
    const auto& communicators = communicators_of(library_, devices);
    for (std::size_t place = 0; place < members_.size(); ++place) members_[place]->communicator = communicators[place];
  }
  ~CollectiveWorkload() override {
    for (auto& member : members_) cudaStreamSynchronize(member->stream);   // before operands are freed, also after an error
  }
  CollectiveWorkload(const CollectiveWorkload&) = delete;
  CollectiveWorkload& operator=(const CollectiveWorkload&) = delete;

  const char* kernel() const override {
#if defined(__HIPCC__)
    return "rccl";
#else
    return "nccl";
#endif
  }
  bool capturable() const override { return false; }

  void begin() override {
    start_.record(context_.stream);
    for (auto& member : members_) check_gpu(cudaStreamWaitEvent(member->stream, start_, 0), "start members");
  }

  void end() override {
    for (int place = 0; place < count_; ++place) {
      Member& member = *members_[static_cast<std::size_t>(place)];
      check_gpu(cudaSetDevice(place), "choose a device");   // an event is recorded on its own device
      member.done.record(member.stream);
    }
    check_gpu(cudaSetDevice(context_.device), "choose the device");
    for (auto& member : members_) check_gpu(cudaStreamWaitEvent(context_.stream, member->done, 0), "join members");
  }

  void launch(int) override {
    check(library_.group_start(), "open a group");
    for (auto& member : members_) enqueue(*member);
    check(library_.group_end(), "close a group");
  }

  ReferenceComparison check() override {
    for (int place = 0; place < count_; ++place) {
      check_gpu(cudaSetDevice(place), "choose a device");
      members_[static_cast<std::size_t>(place)]->receive.poison();
      check_gpu(cudaDeviceSynchronize(), "wait for a device");   // no member may write before
    }
    check_gpu(cudaSetDevice(context_.device), "choose the device");
    begin();
    launch(0);
    end();
    wait_for(context_);
    ReferenceComparison comparison;
    for (int place = 0; place < count_; ++place) {
      const auto& receive = members_[static_cast<std::size_t>(place)]->receive;
      for (const auto index : sampled_places(receive.count(), 32)) {
        const auto expected = expected_at(place, index);
        comparison.add(bf16_to_float(receive.read(index)), expected.value, expected.tolerance);
      }
    }
    return comparison;
  }

private:
  void enqueue(Member& member) {
    constexpr int type = CollectiveLibrary::bf16, sum = CollectiveLibrary::sum;
    const auto whole = static_cast<std::size_t>(whole_), part = static_cast<std::size_t>(part_);
    const std::uint16_t* const from = member.send.at(0);
    std::uint16_t* const to = member.receive.at(0);
    const auto communicator = member.communicator;
    const cudaStream_t stream = member.stream;
    switch (operation_) {
      case ProbeOperation::all_reduce: return check(library_.all_reduce(from, to, whole, type, sum, communicator, stream), "all-reduce");
      case ProbeOperation::all_gather: return check(library_.all_gather(from, to, part, type, communicator, stream), "all-gather");
      case ProbeOperation::reduce_scatter:
        return check(library_.reduce_scatter(from, to, part, type, sum, communicator, stream), "reduce-scatter");
      default:
        for (int peer = 0; peer < count_; ++peer) {
          check(library_.send(from + peer * part_, part, type, peer, communicator, stream), "send");
          check(library_.receive(to + peer * part_, part, type, peer, communicator, stream), "receive");
        }
    }
  }

  void check(int status, const char* what) const { check_collective(library_, status, what); }

  Expected expected_at(int place, std::int64_t index) const {
    switch (operation_) {
      case ProbeOperation::all_reduce: return expected_sum(count_, static_cast<std::uint64_t>(index));
      case ProbeOperation::reduce_scatter: return expected_sum(count_, static_cast<std::uint64_t>(place * part_ + index));
      default: {                              // a part of every member's operand: its only one, or the one meant for us
        const auto from = static_cast<std::uint32_t>(index / part_);
        const auto offset = index % part_ + (operation_ == ProbeOperation::all_to_all ? place * part_ : 0);
        return {sample_value(seed_first + from, static_cast<std::uint64_t>(offset)), 0};
      }
    }
  }

  ProbeOperation operation_;
  const CollectiveLibrary& library_;
  WorkloadContext context_;
  int count_;
  std::int64_t whole_, part_;                 // values
  std::vector<std::unique_ptr<Member>> members_;
  GpuEvent start_;
};

} // namespace

std::unique_ptr<Workload> make_collective(const ProbeCase& probe_case, const WorkloadContext& context) {
  const auto& shape = std::get<CollectiveCase>(probe_case.shape);
  const auto* library = collective_library();
  if (!library) throw Unsupported("no collective library here");
  if (context.device >= shape.members) throw Unsupported("collectives are timed on the first devices: choose one of them");
  if (shape.bytes / 2 % shape.members != 0) throw Unsupported("the tensor does not divide by its members");
  return std::make_unique<CollectiveWorkload>(probe_case.operation, shape, *library, context);
}

} // namespace archipelago
