// One knob: its name, a slider, the value, and a way back.
#pragma once

#include "gui/data/knobs.hpp"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace archipelago::gui {

class KnobRow : public QWidget {
  Q_OBJECT
public:
  explicit KnobRow(Knob knob, QWidget* parent = nullptr);
  const Knob& knob() const { return knob_; }
  double value() const;
  bool turned() const { return turned_; }
  void reset();
  QSlider& slider() { return *slider_; }
  QLabel& name() { return *name_; }

Q_SIGNALS:
  void moved();

private:
  void show_value();

  Knob knob_;
  bool turned_ = false;
  QSlider* slider_;
  QLabel *name_ = nullptr, *value_;
  QToolButton* back_;
};

} // namespace archipelago::gui
