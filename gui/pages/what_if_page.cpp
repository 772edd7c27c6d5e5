#include "gui/pages/what_if_page.hpp"

#include "gui/base/text.hpp"
#include "gui/chart/chart_plot.hpp"
#include "gui/data/course_chart.hpp"
#include "gui/pages/knob_row.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "reports/figures.hpp"
#include "reports/result_json.hpp"

#include <nlohmann/json.hpp>

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QStackedWidget>

namespace archipelago::gui {

namespace {

constexpr std::array figure_keys{"goodput", "compute_utilization", "tokens_per_s", "time_to_target_s", "cost.total_usd", "cost.per_million_tokens_usd", "energy.kwh"};
constexpr int pause_before_playing_ms = 150;

QString reading_text(const nlohmann::json& document, const char* key) {
  const auto reading = reading_at(document, key);
  const Figure* figure = find_figure(key);
  return reading && figure ? quantity(*reading, figure->unit) : QStringLiteral("–");
}

} // namespace

WhatIfPage::WhatIfPage(Session& session, QWidget* parent) : Page("what-if", tr("What-if"), parent), session_(session), stack_(new QStackedWidget) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(stack_);
  stack_->addWidget(placeholder(tr("No scenario to turn knobs on"), tr("Open a scenario without problems: its keys that matter become sliders here.")));
  auto* sides = sides_ = new QSplitter;
  auto* left = new QWidget;
  auto* left_layout = new QVBoxLayout(left);
  left_layout->setContentsMargins(0, 0, 0, 0);
  left_layout->addLayout(row({label(tr("What if …"), "heading"), button(tr("All back"), [this] { for (KnobRow* knob : rows_) knob->reset(); ask(); }),
                              button(tr("Take these values"), [this] { take_values(); })}, true));
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("what can be turned"));
  area->setWidgetResizable(true);
  auto* content = new QWidget;
  knob_layout_ = new QVBoxLayout(content);
  knob_layout_->setContentsMargins(0, 0, 6, 0);
  knob_layout_->setSpacing(3);
  area->setWidget(content);
  left_layout->addWidget(area, 1);
  sides->addWidget(left);
  sides->addWidget(answers());
  sides->setChildrenCollapsible(false);
  sides->setStretchFactor(0, 1);
  sides->setStretchFactor(1, 1);
  stack_->addWidget(sides);

  for (const Fidelity fidelity : {fast, exact}) {
    clients_[fidelity] = new ChildClient(session.child_thread(), this);
    connect(clients_[fidelity], &ChildClient::ended, this, [this, fidelity](const ChildOutcome& outcome) { take_played(fidelity, outcome); });
    connect(clients_[fidelity], &ChildClient::progressed, this, [this, fidelity](const ChildProgress& progress) { show_state(fidelity, tr("playing, %1 %").arg(100 * progress.share, 0, 'f', 0), true); });
  }
  pause_.setSingleShot(true);
  pause_.setInterval(pause_before_playing_ms);
  connect(&pause_, &QTimer::timeout, this, [this] { play(fast); });
  connect(&quick_, &QuickAnswers::answered, this, &WhatIfPage::take_quick);
  connect(&session.scenario(), &ScenarioDocument::read, this, &WhatIfPage::fill_knobs);
}

QWidget* WhatIfPage::answers() {
  auto* widget = new QWidget;
  widget->setMinimumWidth(440);               // long figures must not widen the window: on a small screen this page has all of it
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(18);
  grid->setVerticalSpacing(7);
  const std::array titles{tr("closed form"), tr("played fast"), tr("played exactly")};
  for (int f = 0; f < fidelities; ++f) {
    grid->addWidget(label(titles[static_cast<std::size_t>(f)], "heading"), 0, f + 1, Qt::AlignRight);
    states_[static_cast<std::size_t>(f)] = label({}, "muted");
    grid->addWidget(states_[static_cast<std::size_t>(f)], 1, f + 1, Qt::AlignRight);
  }
  for (std::size_t i = 0; i < figure_keys.size(); ++i) {
    const Figure* figure = find_figure(figure_keys[i]);
    auto* name = label(to_qt(figure->title));
    name->setToolTip(explanation(figure_keys[i]));
    grid->addWidget(name, static_cast<int>(i) + 2, 0);
    auto& cells = cells_.emplace_back();
    for (int f = 0; f < fidelities; ++f) {
      cells[static_cast<std::size_t>(f)] = label(QStringLiteral("–"));
      cells[static_cast<std::size_t>(f)]->setToolTip(explanation(figure_keys[i]));
      grid->addWidget(cells[static_cast<std::size_t>(f)], static_cast<int>(i) + 2, f + 1, Qt::AlignRight);
    }
  }
  grid->addWidget(button(tr("Play exactly"), [this] { play(exact); }), static_cast<int>(figure_keys.size()) + 2, fidelities, Qt::AlignRight);
  grid->setColumnStretch(0, 1);
  layout->addWidget(card(grid));
  problem_ = label({}, "bad");
  problem_->setWordWrap(true);
  problem_->hide();
  layout->addWidget(problem_);
  chart_ = new ChartPlot;
  layout->addWidget(chart_, 1);
  return widget;
}

bool WhatIfPage::busy() const { return pause_.isActive() || quick_.busy() || clients_[fast]->running() || clients_[exact]->running(); }
void WhatIfPage::refresh_theme() { chart_->refresh_theme(); }

void WhatIfPage::fill_knobs() {
  const auto reading = session_.scenario().reading();
  stack_->setCurrentIndex(reading->world() ? 1 : 0);
  if (!reading->world()) return;
  for (KnobRow* knob : rows_) knob->deleteLater();
  rows_.clear();
  last_turned_ = nullptr;
  while (QLayoutItem* item = knob_layout_->takeAt(0)) delete item;
  base_text_ = reading->text;
  for (Knob& knob : knobs_of(*reading->world(), *reading->effective)) {
    auto* added = new KnobRow(std::move(knob));
    rows_.push_back(added);
    knob_layout_->addWidget(added);
    connect(added, &KnobRow::moved, this, [this, added] { last_turned_ = added; ask(); });
  }
  int widest = 0;                             // names stand in one column
  for (KnobRow* knob : rows_) widest = std::max(widest, knob->name().sizeHint().width());
  for (KnobRow* knob : rows_) knob->name().setMinimumWidth(widest);
  if (!rows_.empty()) {
    int narrowest = 0;
    for (KnobRow* knob : rows_) narrowest = std::max(narrowest, knob->minimumSizeHint().width());
    narrowest += style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 20;
    sides_->widget(0)->setMinimumWidth(narrowest);   // no knob is cut, whatever the other side asks for
    sides_->setSizes({narrowest + 90, sides_->width()});
  }
  knob_layout_->addStretch();
  if (!rows_.empty()) last_turned_ = rows_.front();
  ask();
}

std::vector<std::string> WhatIfPage::overrides(const KnobRow* without) const {
  std::vector<std::string> result;
  for (const KnobRow* knob : rows_)
    if (knob->turned() && knob != without) result.push_back(knob->knob().setting(knob->value()));
  return result;
}

void WhatIfPage::ask() {
  ++question_;
  for (const Fidelity fidelity : {closed_form, fast, exact}) show_state(fidelity, answered_[fidelity] < 0 ? tr("not asked") : tr("for earlier values"), true);
  QuickAnswers::Question question{base_text_, session_.scenario().path().toStdString(), overrides(), {}, question_};
  if (last_turned_) question.knob = last_turned_->knob();
  quick_.ask(std::move(question));
  clients_[fast]->forget();
  pause_.start();
}

void WhatIfPage::take_quick(int number, const QuickAnswer& answer, const std::vector<CoursePoint>& course) {
  if (number != question_) return;            // the knobs have moved on
  problem_->setText(answer.problem);
  problem_->setVisible(!answer.problem.isEmpty());
  if (!answer.result) return show_state(closed_form, tr("not possible"), true);
  answered_[closed_form] = number;
  const nlohmann::json document = to_json(*answer.result);
  for (std::size_t i = 0; i < figure_keys.size(); ++i) cells_[i][closed_form]->setText(reading_text(document, figure_keys[i]));
  show_state(closed_form, tr("in %1").arg(duration_text(answer.seconds)), false);
  if (last_turned_ && course.size() > 1) chart_->show(course_chart(last_turned_->knob(), course, last_turned_->value(), answer.result->goodput));
}

void WhatIfPage::play(Fidelity fidelity) {
  QString problem;
  const QString file = session_.frozen_scenario("what-if.json", &problem);
  if (file.isEmpty()) return show_state(fidelity, problem, true);
  QStringList arguments{"run", file, "--stream", "--set", fidelity == fast ? "simulation.fidelity=fast" : "simulation.fidelity=exact"};
  for (const std::string& setting : overrides()) arguments << "--set" << to_qt(setting);
  asked_[fidelity] = question_;
  clients_[fidelity]->start({arguments, true, {}});
  show_state(fidelity, tr("playing"), true);
}

void WhatIfPage::take_played(Fidelity fidelity, const ChildOutcome& outcome) {
  const bool stale = asked_[fidelity] != question_;
  if (!outcome.document) return show_state(fidelity, outcome.message.section('\n', 0, 0), true);
  answered_[fidelity] = asked_[fidelity];
  for (std::size_t i = 0; i < figure_keys.size(); ++i) cells_[i][fidelity]->setText(reading_text(*outcome.document, figure_keys[i]));
  show_state(fidelity, stale ? tr("for earlier values") : tr("in %1").arg(duration_text(outcome.running_s)), stale);
}

void WhatIfPage::show_state(Fidelity fidelity, const QString& words, bool stale) {
  states_[fidelity]->setText(words.size() > 40 ? words.left(38) + QStringLiteral(" …") : words);
  states_[fidelity]->setToolTip(words);
  for (const auto& cells : cells_) set_role(cells[fidelity], stale ? "muted" : "");
}

void WhatIfPage::take_values() {
  const auto settings = overrides();
  for (const std::string& setting : settings) session_.scenario().apply_override(setting);
  session_.say(settings.empty() ? tr("No knob has been turned.") : tr("%1 values taken into the scenario; Ctrl+Z takes them back.").arg(settings.size()));
}

QString WhatIfPage::shown(int column, int figure) const { return cells_[static_cast<std::size_t>(figure)][static_cast<std::size_t>(column)]->text(); }

QString WhatIfPage::csv() const {
  QString text = "figure,closed form,fast,exact\n";
  for (std::size_t i = 0; i < figure_keys.size(); ++i) text += QStringLiteral("%1,%2,%3,%4\n").arg(QLatin1String(figure_keys[i]), shown(0, static_cast<int>(i)), shown(1, static_cast<int>(i)), shown(2, static_cast<int>(i)));
  return text;
}

} // namespace archipelago::gui
