// One thing that a profiler saw happen, whatever wrote the file, and where such events go.
//
// Times are whole nanoseconds since the file's own origin: profilers print microseconds since 1970 with three decimals,
// which a double cannot hold. A rank is one accelerator of the job as far as the file knows; host events of a file with
// several accelerators may belong to all of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago {

using ProfileTime = std::chrono::nanoseconds;
constexpr double seconds_of(ProfileTime time) { return 1e-9 * static_cast<double>(time.count()); }

struct ProfileSpan {
  ProfileTime begin{}, end{};
  constexpr ProfileTime length() const { return end - begin; }
  constexpr bool operator==(const ProfileSpan&) const = default;
};

enum class Lane {
  device,      // ran on the accelerator
  host,        // ran on the CPU: operators, runtime calls, Python
  annotation,  // a range that somebody named; says what was meant, not that anything ran
};

struct ProfileEvent {
  Lane lane = Lane::host;
  std::optional<std::int64_t> rank;           // absent: every rank of the file
  std::string_view category, name;            // valid during the call that hands the event over
  ProfileSpan span;
  std::optional<std::int64_t> operation;      // joins a kernel with the host operator that launched it
  std::optional<double> flops, bytes;         // work, where the profiler says it or shapes give it
};

// What the file says about itself.
struct ProfileFacts {
  std::string format;                         // "PyTorch trace", ...
  std::string device_name;                    // as the driver calls it; empty if unknown
  std::optional<std::int64_t> rank, world_size;
};

class ProfileSink {
public:
  virtual ~ProfileSink() = default;
  virtual void on_event(const ProfileEvent& event) = 0;
};

} // namespace archipelago
