// Transfers that share one bandwidth, each under its own cap: max-min fair, piecewise constant in time.
//
// Rates are those of sharing.hpp. A transfer is done when its bytes have moved; rates change when one begins or ends. Dates in
// seconds of the caller's clock, never backwards.
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace archipelago {

class SharedBandwidth {
public:
  explicit SharedBandwidth(BytesPerSecond total) : total_(total.value) {}

  using Id = std::uint32_t;
  void begin(Id id, Bytes size, std::optional<BytesPerSecond> cap, Seconds now);   // the id must be free
  void stop(Id id, Seconds now);              // does nothing where there is no such transfer
  bool has(Id id) const { return transfers_.contains(id); }
  // The transfer that is done first, and when.
  std::optional<std::pair<Id, Seconds>> next() const;
  BytesPerSecond rate(Id id) const { return BytesPerSecond(transfers_.at(id).rate); }
  std::size_t count() const { return transfers_.size(); }

private:
  struct Transfer { double left = 0, cap = 0, rate = 0; };

  void advance(Seconds now);
  void share();

  double total_, at_ = 0;
  std::map<Id, Transfer> transfers_;
};

} // namespace archipelago
