// What all views look at: one stretch of time and, if chosen, some of the learners. A stack with a way back and forth, shared, so that
// a zoom in one view shows in all, and one key undoes it.
#pragma once

#include "gui/data/columns.hpp"

#include <QObject>
#include <QStringList>

#include <vector>

namespace archipelago::gui {

struct ViewState {
  TimeRange range;
  QStringList learners;                       // empty: all
  bool operator==(const ViewState&) const = default;
};

class ViewStack : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  void reset(double end);                     // a new timeline of this length
  const ViewState& state() const { return states_[at_]; }
  double end() const { return end_; }

  // Within the timeline; `settled` false while dragging: the state is shown and replaced by the next.
  void show_range(TimeRange range, bool settled = true);
  void show_learners(const QStringList& learners);
  void fit();
  void back();
  void forward();
  bool has_back() const { return at_ > 0; }
  bool has_forward() const { return at_ + 1 < states_.size(); }

Q_SIGNALS:
  void changed();

private:
  void put(ViewState state, bool settled);

  static constexpr std::size_t most_states = 200;
  std::vector<ViewState> states_{ViewState{}};
  std::size_t at_ = 0;
  double end_ = 1;
  bool open_ = false;                         // the state on top is still being dragged
};

} // namespace archipelago::gui
