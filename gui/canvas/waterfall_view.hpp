// All allocated accelerator-hours, and what each class of time takes from them, down to the hours of useful steps.
#pragma once

#include "gui/data/run_result.hpp"

#include <QWidget>

#include <vector>

namespace archipelago::gui {

class WaterfallView : public QWidget {
  Q_OBJECT
public:
  explicit WaterfallView(QWidget* parent = nullptr);
  void show(std::vector<ClassPart> parts, double hours);
  QSize sizeHint() const override { return {700, 300}; }
  QSize minimumSizeHint() const override { return {360, 60 + 26 * static_cast<int>(bars_.size())}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  struct Bar { QString name, words; double from = 0, to = 0; QColor color; std::string key; };
  QRectF place(std::size_t bar) const;

  std::vector<ClassPart> parts_;
  std::vector<Bar> bars_;
  double hours_ = 0;
};

} // namespace archipelago::gui
