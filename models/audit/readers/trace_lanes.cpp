#include "models/audit/readers/trace_lanes.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

namespace archipelago {

namespace {

std::string lower_case(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

struct CategoryLane { std::string_view category; std::optional<Lane> lane; };   // no lane: repeats other events
constexpr CategoryLane kineto[] = {
    {"kernel", Lane::device},          {"gpu_memcpy", Lane::device},   {"gpu_memset", Lane::device},      {"memcpy", Lane::device},
    {"memset", Lane::device},          {"cpu_op", Lane::host},         {"cuda_runtime", Lane::host},      {"cuda_driver", Lane::host},
    {"python_function", Lane::host},   {"runtime", Lane::host},        {"user_annotation", Lane::annotation},
    {"gpu_user_annotation", std::nullopt}, {"trace", std::nullopt},    {"overhead", std::nullopt},        {"cpu_instant_event", std::nullopt}};

const CategoryLane* kineto_lane(const std::string& category) {
  const auto found = std::find_if(std::begin(kineto), std::end(kineto), [&](const auto& known) { return known.category == category; });
  return found == std::end(kineto) ? nullptr : found;
}

// "/device:GPU:1", "/device:TPU:0 (chip 0)", "gpu/2"
std::optional<std::int64_t> device_index(const std::string& name) {
  for (const std::string_view prefix : {"/device:gpu:", "/device:tpu:", "gpu/"})
    if (const auto at = name.find(prefix); at != name.npos) return std::strtoll(name.c_str() + at + prefix.size(), nullptr, 10);
  return std::nullopt;
}

} // namespace

void TraceLanes::on_metadata(const TraceEvent& event) {
  const std::string label = lower_case(event.label);
  Process& process = processes_[event.process];
  if (event.name == "process_name") {
    const auto index = device_index(label);
    process.device = index.has_value();
    process.index = index.value_or(0);
    process.has_lines = label.find("/device:") != label.npos;
    if (label.starts_with("/device:") || label.starts_with("/host:")) format_ = "TensorFlow/XLA trace";
    else if (label.starts_with("gpu/") || label.starts_with("cpu/")) format_ = "MXNet profile";
  } else if (event.name == "thread_name") {
    process.has_streams = process.has_streams || label.starts_with("stream #");
    threads_[{event.process, event.thread}] = label;
  }
}

TraceLanes::Place TraceLanes::place_on_line(const TraceEvent& event, const Process& process, ProfileEvent& placed, bool last_chance) {
  const auto thread = threads_.find({event.process, event.thread});
  if (thread == threads_.end() && !last_chance) return Place::not_known_yet;
  const std::string line = thread == threads_.end() ? "stream" : thread->second;
  placed.rank = process.index;
  if (line == "steps") {
    step_name_ = "step " + event.name;
    placed.lane = Lane::annotation;
    placed.name = step_name_;
    return Place::found;
  }
  const bool runs = line.starts_with("stream") || ((line == "xla ops" || line == "async xla ops") && !process.has_streams);
  placed.lane = Lane::device;
  if (!event.hlo_category.empty()) placed.category = event.hlo_category;
  return runs ? Place::found : Place::not_used;
}

TraceLanes::Place TraceLanes::place(const TraceEvent& event, ProfileEvent& placed, bool last_chance) {
  placed.rank.reset();
  placed.category = event.category;
  placed.name = event.name;
  const std::string category = lower_case(event.category);
  if (const CategoryLane* known = kineto_lane(category)) {
    format_ = "PyTorch trace";
    if (!known->lane) return Place::not_used;
    placed.lane = *known->lane;
    if (placed.lane == Lane::device) placed.rank = event.device ? *event.device : event.process;
    return Place::found;
  }
  const auto process = processes_.find(event.process);
  if (process == processes_.end()) {
    if (!last_chance) return Place::not_known_yet;
    placed.lane = category.find("gpu") != category.npos ? Lane::device : Lane::host;
    return Place::found;
  }
  if (process->second.device && process->second.has_lines) return place_on_line(event, process->second, placed, last_chance);
  placed.lane = process->second.device ? Lane::device : Lane::host;
  if (process->second.device) placed.rank = process->second.index;
  return Place::found;
}

} // namespace archipelago
