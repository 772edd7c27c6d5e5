#include "gui/pages/sweep_setup.hpp"

#include "gui/pages/widgets.hpp"

#include <QComboBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace archipelago::gui {

SweepSetup::SweepSetup(QWidget* parent)
    : QWidget(parent), axes_(new QPlainTextEdit), design_(new QComboBox), goal_(new QComboBox), seeds_(new QSpinBox), verdict_(label({}, "muted")) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  axes_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  axes_->setPlaceholderText(tr("one axis a line:  protocol.sync_interval=8,24,72"));
  axes_->setToolTip("<pre>" + axis_help_text().toHtmlEscaped() + "</pre>");
  axes_->setAccessibleName(tr("axes"));
  axes_->setFixedHeight(axes_->fontMetrics().height() * 4 + 16);
  axes_->setTabChangesFocus(true);
  axes_->setLineWrapMode(QPlainTextEdit::NoWrap);
  design_->setEditable(true);
  design_->addItems({"grid", "sobol:64", "latin-hypercube:64"});
  design_->setToolTip(tr("grid: every combination; sobol:N, latin-hypercube:N: N points that fill ranges such as 1 Gbps..9 Gbps"));
  goal_->setEditable(true);
  goal_->addItems({"max goodput", "min cost.per_million_tokens_usd", "min time_to_target_s", "max tokens_per_s", "min cost.total_usd"});
  goal_->setToolTip(tr("what is best: min or max and a figure of the result"));
  goal_->setMinimumContentsLength(18);
  for (auto [control, name] : {std::pair<QWidget*, QString>{design_, tr("design")}, {goal_, tr("goal")}, {seeds_, tr("seeds")}}) control->setAccessibleName(name);
  seeds_->setRange(1, 10000);
  seeds_->setValue(2);
  seeds_->setPrefix(tr("seeds: "));
  start_ = button(tr("Sweep"), [this] { Q_EMIT start_wanted(); }, true);
  cancel_ = button(tr("Cancel"), [this] { Q_EMIT cancel_wanted(); });
  cancel_->hide();
  verdict_->setWordWrap(true);
  layout->addWidget(axes_);
  auto* controls = row({design_, goal_, seeds_, start_, cancel_, verdict_});
  controls->setStretch(5, 1);
  layout->addLayout(controls);
  connect(axes_, &QPlainTextEdit::textChanged, this, &SweepSetup::check);
  connect(design_, &QComboBox::currentTextChanged, this, &SweepSetup::check);
  connect(seeds_, &QSpinBox::valueChanged, this, &SweepSetup::check);
  check();
}

void SweepSetup::suggest(const QStringList& axes) {
  if (axes_->toPlainText().trimmed().isEmpty()) set_axes(axes);
}
void SweepSetup::set_axes(const QStringList& axes) { axes_->setPlainText(axes.join('\n')); }
void SweepSetup::set_seeds(int seeds) { seeds_->setValue(seeds); }
int SweepSetup::seeds() const { return seeds_->value(); }
std::string SweepSetup::goal() const { return goal_->currentText().toStdString(); }

QStringList SweepSetup::axes() const {
  QStringList lines;
  for (const QString& line : axes_->toPlainText().split('\n'))
    if (!line.trimmed().isEmpty()) lines << line.trimmed();
  return lines;
}

QStringList SweepSetup::arguments() const {
  QStringList arguments;
  for (const QString& axis : axes()) arguments << "--vary" << axis;
  return arguments << "--design" << design_->currentText() << "--goal" << goal_->currentText() << "--replications" << QString::number(seeds());
}

void SweepSetup::check() {
  plan_ = sweep_plan(axes(), design_->currentText());
  const bool sound = plan_.faults.isEmpty() && plan_.points > 0;
  start_->setEnabled(sound);
  if (!plan_.faults.isEmpty()) verdict_->setText(plan_.faults.join("; "));
  else verdict_->setText(plan_.points == 0 ? tr("Give at least one axis; hover for the ways to write one.") : tr("%1 points × %2 seeds = %3 runs").arg(plan_.points).arg(seeds()).arg(plan_.points * static_cast<std::size_t>(seeds())));
  set_role(verdict_, plan_.faults.isEmpty() ? "muted" : "bad");
}

void SweepSetup::set_running(bool running) {
  start_->setVisible(!running);
  cancel_->setVisible(running);
}

} // namespace archipelago::gui
