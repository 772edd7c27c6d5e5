#include "gui/pages/plan_setup.hpp"

#include "gui/data/sweep_plan.hpp"
#include "gui/pages/widgets.hpp"

#include <QComboBox>
#include <QFontDatabase>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace archipelago::gui {

namespace {

constexpr int shown_lines = 4, pause_ms = 200;

QStringList lines_of(const QPlainTextEdit& edit) {
  QStringList lines;
  for (const QString& line : edit.toPlainText().split('\n'))
    if (!line.trimmed().isEmpty()) lines << line.trimmed();
  return lines;
}

} // namespace

PlanSetup::PlanSetup(QWidget* parent) : QWidget(parent), goal_(new QComboBox), design_(new QComboBox), seeds_(new QSpinBox), verdict_(label({}, "muted")) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* columns = new QHBoxLayout;
  axes_ = lines(tr("What may be chosen"), "protocol.sync_interval=24,48,96", axis_help_text());
  limits_ = lines(tr("What must hold"), "goodput>=0.9",
                  tr("one limit a line:\n  goodput>=0.9                          a figure of the result\n  quality.time_to_equal_loss_s<=30 d    a deadline\n  cost.to_equal_loss_usd<=2e6 USD       a budget\n"
                     "  zones=eu,us    memory=fits    site_power<=20 MW    site_power.west<=5 MW"));
  settings_ = lines(tr("Set at every point"), "simulation.horizon=1 d", tr("one key=value a line, as after --set; ${n} is worked out from a variable $n"));
  for (auto [edit, name] : {std::pair{axes_, tr("What may be chosen")}, std::pair{limits_, tr("What must hold")}, std::pair{settings_, tr("Set at every point")}}) {
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* title = label(name, "muted");
    title->setBuddy(edit);
    column->addWidget(title);
    column->addWidget(edit);
    columns->addLayout(column, edit == axes_ ? 3 : 2);
  }
  layout->addLayout(columns);
  goal_->setEditable(true);
  goal_->addItems({"min cost.to_equal_loss_usd", "min quality.time_to_equal_loss_s", "max quality.effective_tokens", "min cost.per_million_effective_tokens_usd", "max goodput"});
  goal_->setToolTip(tr("what is best: min or max and a figure of the result"));
  goal_->setAccessibleName(tr("goal"));
  goal_->setMinimumContentsLength(22);
  goal_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  goal_->setMinimumWidth(goal_->fontMetrics().horizontalAdvance("min quality.time_to_equal_loss_s") + 36);
  design_->setEditable(true);
  design_->addItems({"grid", "sobol:256", "latin-hypercube:256"});
  design_->setToolTip(tr("grid: every combination; sobol:N, latin-hypercube:N: N points that fill ranges such as 1 Gbps..9 Gbps"));
  design_->setAccessibleName(tr("design"));
  seeds_->setRange(1, 10000);
  seeds_->setValue(4);
  seeds_->setPrefix(tr("seeds: "));
  seeds_->setToolTip(tr("of the points that come into the last round; the others get fewer"));
  seeds_->setAccessibleName(tr("seeds"));
  start_ = button(tr("Plan"), [this] { Q_EMIT start_wanted(); }, true);
  cancel_ = button(tr("Cancel"), [this] { Q_EMIT cancel_wanted(); });
  cancel_->hide();
  save_ = button(tr("Save study …"), [this] { Q_EMIT save_wanted(); });
  verdict_->setWordWrap(true);
  auto* controls = row({goal_, design_, seeds_, start_, cancel_, button(tr("Open study …"), [this] { Q_EMIT open_wanted(); }), save_, verdict_});
  controls->setStretch(7, 1);
  layout->addLayout(controls);
  pause_.setSingleShot(true);
  pause_.setInterval(pause_ms);
  connect(&pause_, &QTimer::timeout, this, &PlanSetup::check_now);
  const auto changed = [this] { start_->setEnabled(false); pause_.start(); };
  for (QPlainTextEdit* edit : {axes_, limits_, settings_}) connect(edit, &QPlainTextEdit::textChanged, this, changed);
  for (QComboBox* box : {goal_, design_}) connect(box, &QComboBox::currentTextChanged, this, changed);
  connect(seeds_, &QSpinBox::valueChanged, this, changed);
  check_now();
}

QPlainTextEdit* PlanSetup::lines(const QString& name, const QString& example, const QString& help) {
  auto* edit = new QPlainTextEdit;
  edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  edit->setPlaceholderText(tr("one a line:  %1").arg(example));
  edit->setToolTip("<pre>" + help.toHtmlEscaped() + "</pre>");
  edit->setAccessibleName(name);
  edit->setFixedHeight(edit->fontMetrics().height() * shown_lines + 16);
  edit->setTabChangesFocus(true);
  edit->setLineWrapMode(QPlainTextEdit::NoWrap);
  return edit;
}

void PlanSetup::show(const PlanRequest& request) {
  kept_ = request;
  axes_->setPlainText(request.axes.join('\n'));
  limits_->setPlainText(request.limits.join('\n'));
  settings_->setPlainText(request.settings.join('\n'));
  if (!request.goal.isEmpty()) goal_->setCurrentText(request.goal);
  design_->setCurrentText(request.design);
  seeds_->setValue(request.seeds);
  check_now();
}

PlanRequest PlanSetup::request() const {
  PlanRequest request = kept_;
  request.axes = lines_of(*axes_);
  request.limits = lines_of(*limits_);
  request.settings = lines_of(*settings_);
  request.goal = goal_->currentText().trimmed();
  request.design = design_->currentText().trimmed();
  request.seeds = seeds_->value();
  return request;
}

bool PlanSetup::blank() const { return axes_->toPlainText().trimmed().isEmpty(); }

void PlanSetup::check_now() {
  pause_.stop();
  verdict_of_ = gui::check(request());
  start_->setEnabled(sound());
  save_->setEnabled(sound());
  if (!verdict_of_.faults.isEmpty()) verdict_->setText(verdict_of_.faults.join("; "));
  else if (verdict_of_.points == 0) verdict_->setText(tr("Give at least one axis; hover for the ways to write one."));
  else verdict_->setText(tr("%1 points, up to %2 seeds each%3").arg(QLocale().toString(qulonglong(verdict_of_.points))).arg(seeds_->value()).arg(kept_.where.isEmpty() ? QString() : tr("; where %1").arg(kept_.where.join(tr(" and ")))));
  verdict_->setToolTip(verdict_->text());
  set_role(verdict_, verdict_of_.faults.isEmpty() ? "muted" : "bad");
}

void PlanSetup::set_running(bool running) {
  start_->setVisible(!running);
  cancel_->setVisible(running);
}

} // namespace archipelago::gui
