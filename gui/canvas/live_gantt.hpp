// Learners' time while a run is under way: a row each, a column per record, by class. As far as the first seed is; the rest is still empty.
#pragma once

#include "gui/client/live_slice.hpp"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace archipelago::gui {

class LiveGantt : public QWidget {
  Q_OBJECT
public:
  explicit LiveGantt(QWidget* parent = nullptr);
  void begin(QStringList learners);
  void add(const std::vector<LiveSlice>& slices, double share);   // share: of the run that is done

  std::array<double, time_class_count> times() const { return times_; }   // seconds of all learners so far, by class
  double until() const { return slices_.empty() ? 0 : slices_.back().to; }
  QSize sizeHint() const override { return {480, 200}; }

protected:
  void paintEvent(QPaintEvent*) override;
  bool event(QEvent* event) override;         // hovering says what and when

private:
  static constexpr std::size_t most_slices = 4000, most_rows = 200;
  QRectF plot() const;
  double row_height() const;

  QStringList names_;
  std::vector<LiveSlice> slices_;
  std::array<double, time_class_count> times_{};
  double share_ = 0;
};

} // namespace archipelago::gui
