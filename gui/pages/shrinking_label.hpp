// A short text in large letters that get smaller where there is less room, down to the size of other words: many figures stand beside each
// other in a narrow window, and none is cut or pushes the window wider.
#pragma once

#include <QLabel>

namespace archipelago::gui {

class ShrinkingLabel : public QLabel {
  Q_OBJECT
public:
  using QLabel::QLabel;
  QSize minimumSizeHint() const override;     // in the smallest letters

protected:
  void paintEvent(QPaintEvent* event) override;
};

} // namespace archipelago::gui
