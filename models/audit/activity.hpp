// What an event was for. Every event is one of these; what fits none is `unmatched` and stays visible as such.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace archipelago {

enum class Activity {
  gemm, attention, convolution, norm, elementwise, embedding, moe, optimizer, device_memory,   // compute
  all_reduce, all_gather, reduce_scatter, all_to_all, broadcast, send_receive, other_collective,   // communication
  copy_to_device, copy_to_host,
  data_loading, checkpoint, host,
  unmatched,
  ignored,                                    // repeats time that other events have: module scopes, user ranges
};
inline constexpr std::size_t activity_count = 23;
inline constexpr std::array<std::string_view, activity_count> activity_names{
    "gemm", "attention", "convolution", "norm", "elementwise", "embedding", "moe", "optimizer", "device_memory",
    "all_reduce", "all_gather", "reduce_scatter", "all_to_all", "broadcast", "send_receive", "other_collective",
    "copy_to_device", "copy_to_host", "data_loading", "checkpoint", "host", "unmatched", "ignored"};

constexpr std::string_view name_of(Activity activity) { return activity_names[static_cast<std::size_t>(activity)]; }
constexpr bool is_compute(Activity activity) { return activity <= Activity::device_memory; }
constexpr bool is_communication(Activity activity) { return activity >= Activity::all_reduce && activity <= Activity::other_collective; }
constexpr bool is_copy(Activity activity) { return activity == Activity::copy_to_device || activity == Activity::copy_to_host; }
constexpr bool is_matrix_work(Activity activity) { return activity <= Activity::convolution; }   // bound by peak FLOP/s, not by memory

// Where a second of a rank's time goes: the first of these that is under way at that moment.
enum class TimeUse {
  compute,                 // a kernel that computes
  unmatched,               // a kernel whose name matches nothing
  communication,           // exposed: no kernel computes meanwhile
  checkpoint,              // the accelerator waits for state to be written
  copy,                    // it waits for a copy between host and device
  data_loading,            // it waits for input
  host,                    // it waits for the CPU: launches, Python, synchronization
  idle,                    // nothing at all was recorded
  straggler_wait,          // the part of exposed communication that a slower rank causes
};
inline constexpr std::size_t time_use_count = 9;
inline constexpr std::array<std::string_view, time_use_count> time_use_names{
    "compute", "unmatched", "exposed_communication", "checkpoint", "copy", "data_loading", "host", "idle", "straggler_wait"};

constexpr std::string_view name_of(TimeUse use) { return time_use_names[static_cast<std::size_t>(use)]; }
TimeUse time_use_of(Activity activity);       // of time in which nothing more important is under way

} // namespace archipelago
