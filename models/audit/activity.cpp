#include "models/audit/activity.hpp"

namespace archipelago {

TimeUse time_use_of(Activity activity) {
  if (is_compute(activity)) return TimeUse::compute;
  if (is_communication(activity)) return TimeUse::communication;
  if (is_copy(activity)) return TimeUse::copy;
  switch (activity) {
  case Activity::data_loading: return TimeUse::data_loading;
  case Activity::checkpoint: return TimeUse::checkpoint;
  case Activity::host: return TimeUse::host;
  default: return TimeUse::unmatched;
  }
}

} // namespace archipelago
