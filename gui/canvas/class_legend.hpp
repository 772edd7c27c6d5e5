// The classes of time that are in view, each a swatch and its name; hovering gives the definition.
#pragma once

#include "models/result.hpp"

#include <QWidget>

#include <vector>

namespace archipelago::gui {

class ClassLegend : public QWidget {
  Q_OBJECT
public:
  explicit ClassLegend(QWidget* parent = nullptr);
  void show(std::vector<TimeClass> classes);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  std::vector<QRect> places(int width) const;
  std::vector<TimeClass> classes_;
};

} // namespace archipelago::gui
