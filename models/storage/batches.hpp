// Sizes and rates of one learner's input: its batch, what it reads ahead, what its own loaders give at most.
//
//   batch = tokens_per_step x bytes_per_token;   hosts = accelerators / node size, rounded up;   cap = hosts x loader rate
//
// A decoupled learner has no loader of its own: store and service limit it.
#pragma once

#include "models/storage/data_path.hpp"

#include <limits>

namespace archipelago {

inline std::int64_t hosts_of(std::int64_t accelerators, std::int64_t node_size) {
  return node_size > 0 ? (accelerators + node_size - 1) / node_size : 1;
}

inline Bytes batch_of(const DataPath& data, double tokens_per_step) { return Bytes(tokens_per_step * data.bytes_per_token); }

inline Bytes read_ahead(const DataPath& data, Bytes batch) { return data.prefetch_size ? *data.prefetch_size : batch * data.prefetch_batches; }

inline BytesPerSecond loader_cap(const DataPath& data, std::int64_t hosts) {
  if (data.decoupled || !data.loader_rate) return BytesPerSecond(std::numeric_limits<double>::infinity());
  return *data.loader_rate * static_cast<double>(hosts);
}

} // namespace archipelago
