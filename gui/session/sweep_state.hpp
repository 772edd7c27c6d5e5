// The study that is looked at, shared by table, chart, map and coordinates: its data, what is filtered out, which point is chosen.
#pragma once

#include "gui/base/background.hpp"
#include "gui/data/sweep_data.hpp"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace archipelago::gui {

struct SweepRange { double least = 0, most = 0; };   // of a column: index of a key's words, or a figure's mean

class SweepState : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  void open(const QString& file);
  void refresh();                             // the same file, anew; nothing while it is being read
  bool reading() const { return reading_; }
  const std::shared_ptr<const SweepData>& data() const { return data_; }
  const QString& file() const { return file_; }

  // Columns: keys, then figures.
  int columns() const;
  QString title(int column) const;
  double value(int column, std::size_t point) const;   // NaN: none

  const std::vector<std::uint32_t>& visible() const { return visible_; }   // indices of points that pass all filters
  const std::map<int, SweepRange>& ranges() const { return ranges_; }
  void set_range(int column, SweepRange range);
  void clear_range(int column);
  void clear_ranges();
  void set_words(const QString& words);       // of the values, all of them must be found

  std::ptrdiff_t chosen() const { return chosen_; }    // index of a point, or -1
  void choose(std::ptrdiff_t point);

Q_SIGNALS:
  void data_changed();
  void filter_changed();
  void chosen_changed();
  void failed(const QString& problem);

private:
  void show(std::shared_ptr<const SweepData> data);
  void filter();
  void start();

  QString file_, words_;
  std::shared_ptr<const SweepData> data_;
  std::vector<std::uint32_t> visible_;
  std::map<int, SweepRange> ranges_;
  std::ptrdiff_t chosen_ = -1;
  Latest latest_;
  bool reading_ = false, fresh_file_ = false;
};

} // namespace archipelago::gui
