// Rank 0: gives a run to whoever wants one, writes what comes back into the store, and plays nothing itself.
#include "sim/study/interrupt.hpp"
#include "sim/study/mpi/front.hpp"

#include <chrono>
#include <deque>
#include <set>
#include <thread>

namespace archipelago {

bool hand_out(Sweep& sweep, int workers, Listener* listener) {
  const Interrupt interrupt;
  std::deque<int> waiting;                    // ranks that want a run, as often as they asked
  while (!interrupt.requested() && !sweep.finished()) {
    while (!waiting.empty()) {
      const auto next = sweep.next_run();
      if (!next) break;                       // a point may want more seeds once its present ones have ended
      send(waiting.front(), Tag::run, run_text(next->first, next->second));
      waiting.pop_front();
    }
    const auto message = received();
    if (!message) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));   // waiting inside MPI would keep a core busy
      continue;
    }
    if (message->tag == Tag::wants) waiting.push_back(message->rank);
    if (message->tag != Tag::ended) continue;
    auto [run, outcome] = outcome_from(message->text);
    if (listener) listener->on_outcome(run, outcome);
    sweep.ended(run, std::move(outcome));
  }
  for (int rank = 1; rank <= workers; ++rank) send(rank, Tag::done);
  return sweep.finished();
}

} // namespace archipelago
