// How training data reaches the learners: a store per site, loaders before it, a buffer of read-ahead batches before each learner.
//
//   coupled     each host of a learner runs a loader of `loader_rate`; the loaders stop with the learner, lose their buffer with its
//               hosts, and start cold after each restart
//   decoupled   a service of loader workers per site serves all its learners and fails and recovers by itself; a learner's
//               buffer is in its own hosts, but nothing has to be opened when it comes back
//
// A batch is tokens_per_step x bytes_per_token, as it leaves the loader; the store is read as many bytes as the loaders hand out.
// Sizes in B, rates in B/s, dates in s from the start of the run.
#pragma once

#include "models/failures/law.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace archipelago {

// From `at` for `duration` the store or the service gives `factor` of its rate.
struct DataOutage {
  Seconds at, duration;
  double factor = 0;
  std::optional<std::size_t> site;            // absent: at every site
};

// Outages by chance, at each site on its own: `gap` from the end of one to the next, each `lasts` long.
struct DataStalls {
  Law gap, lasts;
  double factor = 0;
};

struct LoaderService {
  std::optional<std::int64_t> workers;        // of each site; absent: as many as its learners have hosts
  std::optional<BytesPerSecond> rate;         // of one worker; absent: the loader rate of a host
  struct Failures { Law lifetime, return_delay; };
  std::optional<Failures> failures;           // of one worker, on the wall clock; absent: none happen
  std::vector<DataOutage> outages;            // of the whole service
};

struct DataPath {
  double bytes_per_token = 0;
  std::optional<Bytes> dataset;               // of the whole run; each learner has an equal part of it
  bool cached = false;                        // what a learner has read once stays at its site: the store is then not asked again
  std::optional<BytesPerSecond> loader_rate;  // of one host; absent = no limit
  std::optional<BytesPerSecond> storage_bandwidth;   // of one site's store; absent = no limit
  double prefetch_batches = 0;                // read ahead; 0: a batch is read when its step asks for it
  std::optional<Bytes> prefetch_size;         // the same as a size, of one learner
  Seconds cold_start;                         // from the start of a loader until it reads
  Bytes shuffle_buffer;                       // of one learner: read before the first batch is handed out
  bool decoupled = false;
  LoaderService service;                      // if decoupled
  std::vector<DataOutage> outages;            // of the stores
  std::optional<DataStalls> stalls;

  bool reads_ahead() const { return prefetch_batches > 0 || prefetch_size.has_value(); }
};

} // namespace archipelago
