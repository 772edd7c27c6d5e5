#include "sim/replay/cuts.hpp"

#include <algorithm>
#include <utility>

namespace archipelago {

void Cuts::begin(Seconds now, std::vector<Progress> progress, const std::vector<char>& present) {
  Cut cut{now, now, std::move(progress), {}, 0};
  for (const char there : present) {
    cut.shares.push_back(there ? Cut::Share::owed : Cut::Share::left_out);
    cut.owed += there ? 1 : 0;
  }
  cuts_.push_back(std::move(cut));
}

template <class Settle> void Cuts::each_share(std::size_t learner, Settle settle) {
  for (auto cut = cuts_.rbegin(); cut != cuts_.rend(); ++cut) settle(*cut, cut->shares[learner]);
}

void Cuts::take(std::size_t learner, Seconds now, const Progress& progress) {
  each_share(learner, [&](Cut& cut, Cut::Share& share) {
    if (share != Cut::Share::owed) return;
    share = Cut::Share::taken;
    cut.progress[learner] = progress;
    cut.last_taken = std::max(cut.last_taken, now);
  });
}

void Cuts::wrote(std::size_t learner) {
  each_share(learner, [](Cut& cut, Cut::Share& share) {
    if (share == Cut::Share::taken) share = Cut::Share::written, --cut.owed;
  });
}

void Cuts::gone(std::size_t learner) {
  each_share(learner, [](Cut& cut, Cut::Share& share) {
    if (share == Cut::Share::taken || share == Cut::Share::owed) share = Cut::Share::left_out, --cut.owed;
  });
}

const Cut* Cuts::newest_complete(Seconds until) const {
  for (auto cut = cuts_.rbegin(); cut != cuts_.rend(); ++cut)
    if (cut->owed == 0 && cut->last_taken <= until) return &*cut;
  return nullptr;
}

void Cuts::keep_from(Seconds date) {
  const Cut* needed = newest_complete(date);
  while (needed && &cuts_.front() != needed) cuts_.pop_front();
}

void Cuts::restored(const Cut* cut) {
  std::deque<Cut> kept;
  for (Cut& each : cuts_) {
    if (!cut) break;
    const bool last = &each == cut;
    if (each.owed == 0) kept.push_back(std::move(each));
    if (last) break;
  }
  cuts_ = std::move(kept);
}

} // namespace archipelago
