#include "gui/pages/figure_card.hpp"

#include "gui/pages/shrinking_label.hpp"
#include "gui/pages/widgets.hpp"

namespace archipelago::gui {

FigureCard::FigureCard(const QString& name, const QString& meaning, QWidget* parent) : QFrame(parent), value_(new ShrinkingLabel(QStringLiteral("–"))), note_(label(name, "muted")), name_(name) {
  setProperty("card", true);
  value_->setProperty("role", "figure");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 7, 12, 7);
  layout->setSpacing(1);
  layout->addWidget(value_);
  layout->addWidget(note_);
  setToolTip(meaning);
  setAccessibleName(name);
}

void FigureCard::show(const QString& value, const QString& note) {
  value_->setText(value.isEmpty() ? QStringLiteral("–") : value);
  note_->setText(note.isEmpty() ? name_ : name_ + "  " + note);
  setAccessibleDescription(value_->text());
}

void FigureCard::set_stale(bool stale) { set_role(value_, stale ? "muted" : "figure"); }

} // namespace archipelago::gui
