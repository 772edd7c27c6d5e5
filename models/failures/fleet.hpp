// The slices of one learner: which are up, when the next is lost, when lost ones return.
//
// Each slice is a renewal process in *exposure* time, the learner's cumulated step time: failures are counted per
// step, as the paper counts them (protocol sections 2.1 and 2.4), and a pause adds no exposure. The life of a slice is the first
// of `slice_size` independent lives drawn from the accelerator's law; return delays run on the wall clock.
// Keyed draws (seed, learner, slice, count): two designs see the same failures. Memory: 20 bytes per slice.
#pragma once

#include "models/failures/law.hpp"
#include "models/random.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <optional>
#include <queue>
#include <string_view>
#include <utility>
#include <vector>

namespace archipelago {

class Fleet {
public:
  struct Laws { Law lifetime, return_delay; };
  struct Loss { std::vector<std::uint32_t> slices; std::vector<Seconds> delays; };

  // No laws: nothing ever fails by itself (losses may still be injected).
  Fleet(std::uint64_t seed, std::string_view learner, std::int64_t slices, std::int64_t slice_size, const Laws* laws);

  std::int64_t slices() const { return slices_; }
  std::int64_t active() const { return active_; }
  bool fails_before(Seconds exposure) const { return !lives_.empty() && lives_.top().first < exposure.value; }

  // All losses up to `exposure`; the slices are down from `now` on, each for its delay.
  Loss take_losses(Seconds exposure, Seconds now);
  void inject(const Loss& loss, Seconds now);

  std::optional<Seconds> next_return() const;
  // Slices whose return is due rejoin with a fresh life; how many.
  int take_returns(Seconds now, Seconds exposure);

private:
  using Dated = std::pair<double, std::uint32_t>;
  using Soonest = std::priority_queue<Dated, std::vector<Dated>, std::greater<>>;

  void draw_life(std::uint32_t slice, Seconds exposure);
  void lose(std::uint32_t slice, Seconds until);

  std::int64_t slices_, active_, slice_size_;
  std::optional<Laws> laws_;
  RandomStream lifetimes_, delays_;
  std::vector<std::uint32_t> count_;          // failures of each slice so far: the index of its next draw
  std::vector<char> down_;
  Soonest lives_, returns_;
};

} // namespace archipelago
