// Shares of time as stacked bars, one below the other: what each design or learner loses, and to what.
#pragma once

#include "gui/data/share_bar.hpp"

#include <QWidget>

namespace archipelago::gui {

class ShareBars : public QWidget {
  Q_OBJECT
public:
  explicit ShareBars(QWidget* parent = nullptr);
  void show(std::vector<ShareBar> bars);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  QRectF place(std::size_t bar) const;

  std::vector<ShareBar> bars_;
};

} // namespace archipelago::gui
