// The batches of one site: each learner's stream fills its buffer at its share of what store, service and own loader give.
//
//   d level / dt = rate while level < wanted, else 0;   rates are max-min fair among the streams that fill (sharing.hpp)
//   wanted = read-ahead, or, without any, the batch that is asked for;   a step takes its whole batch at its start, or waits for it
//
// Between takes, changes of limits and buffers that get full, levels are straight lines. The state is advanced only when somebody
// looks, from one such date to the next: it is exact, and a stream that keeps up costs its taker no event. Streams that nothing
// couples (store and service carry all caps at once) are advanced each on its own.
// A stream that starts reads nothing while its dataset is opened, and then a shuffle buffer before the first batch: its level is
// negative until then. B, B/s, seconds since the start of the run; dates handed in never go back.
#pragma once

#include "models/storage/sharing.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace archipelago {

class Feed {
public:
  struct Counters { double read = 0, from_store = 0, taken = 0, dropped = 0; };   // B: read = taken + dropped + held

  std::size_t add_stream(double to_read_once);            // bytes until the site's cache has all that it reads; infinite: never
  void limit(double store, double service, double now);   // from now on

  void start(std::size_t stream, double opening, double shuffle, double now);   // it reads from now + opening on
  void stop(std::size_t stream, double now);              // what it holds is lost
  bool running(std::size_t stream) const { return streams_[stream].running; }
  void shape(std::size_t stream, double cap, double goal, double now);   // most it reads at; what it reads ahead
  void keep(std::size_t stream, double share, double now);               // of its read-ahead; the rest is lost

  bool take(std::size_t stream, double bytes, double now);   // false: not there yet, and asked for from now on
  void withdraw(std::size_t stream, double now);          // nobody asks any more
  bool asked(std::size_t stream) const { return streams_[stream].asked > 0; }
  bool ready(std::size_t stream, double now);             // what is asked for is there
  double next_date(double now);                           // at which that may come true, or a rate changes; infinite: never

  double level(std::size_t stream, double now);
  double held(double now);                                // by all buffers, those to shuffle in included
  Counters counters(double now);

private:
  static constexpr double never = std::numeric_limits<double>::infinity();
  struct Stream {
    double cap = 0, goal = 0, level = 0, shuffle = 0, opens = 0, once = never, asked = 0, rate = 0, at = 0;
    bool running = false;
    double wanted() const { return goal > asked ? goal : asked; }
    bool fills() const { return running && opens <= at && level < wanted(); }
  };

  void look(std::size_t stream, double now);              // advances it, with all that it shares with
  void look_at_all(double now);
  double bend(const Stream& stream) const;                // when its line bends, at its present rate
  void pass(Stream& stream, double to);                   // to its bend or before
  void share();
  void settle_coupling();

  std::vector<Stream> streams_;
  double store_ = never, service_ = never, at_ = 0;
  bool coupled_ = false, stale_ = true;                   // rates depend on who fills; and are to be found anew
  int asking_ = 0;
  std::vector<std::size_t> order_;                        // by rising cap
  std::vector<Drawer> drawers_;
  std::vector<double> rates_;
  Counters counters_;
};

} // namespace archipelago
