// A figure in large letters with its name below; hovering says what it means.
#pragma once

#include <QFrame>
#include <QLabel>

namespace archipelago::gui {

class ShrinkingLabel;

class FigureCard : public QFrame {
  Q_OBJECT
public:
  explicit FigureCard(const QString& name, const QString& meaning = {}, QWidget* parent = nullptr);
  void show(const QString& value, const QString& note = {});
  void set_stale(bool stale);                 // greyed: of an earlier question

private:
  ShrinkingLabel* value_;
  QLabel* note_;
  QString name_;
};

} // namespace archipelago::gui
