#include "gui/pages/run_page.hpp"

#include "gui/base/icons.hpp"
#include "gui/base/text.hpp"
#include "gui/canvas/class_legend.hpp"
#include "gui/canvas/share_bars.hpp"
#include "gui/canvas/timeline_view.hpp"
#include "gui/data/so_far.hpp"
#include "gui/pages/figure_card.hpp"
#include "gui/pages/live_panel.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "models/cost/worth.hpp"
#include "models/preview/preview.hpp"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <set>

namespace archipelago::gui {

namespace {

constexpr int frame_ms = 50;                  // 20 frames a second

} // namespace

RunPage::RunPage(Session& session, QWidget* parent) : Page("run", tr("Run"), parent), session_(session), stack_(new QStackedWidget), live_(new LivePanel) {
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(stack_);
  stack_->addWidget(placeholder(tr("Nothing has run yet"), tr("Run the scenario to see what every learner did, and why.\nOr open a result or a timeline of an earlier run."),
                                button(tr("Run the scenario"), [this] { session_.run(); }, true)));
  stack_->addWidget(live_);
  stack_->addWidget(replay());
  stack_->addWidget(account());
  clock_.setInterval(frame_ms);
  settle_.setSingleShot(true);
  settle_.setInterval(frame_ms);
  connect(&clock_, &QTimer::timeout, this, &RunPage::advance);
  connect(&settle_, &QTimer::timeout, this, &RunPage::show_so_far);
  connect(live_, &LivePanel::cancel_wanted, &session.run_client(), &ChildClient::cancel);
  connect(&session.run_client(), &ChildClient::started, this, &RunPage::begin_live);
  connect(&session.run_client(), &ChildClient::progressed, live_, &LivePanel::show);
  connect(&session.run_client(), &ChildClient::ended, this, &RunPage::show_state);
  connect(&session, &Session::timeline_progressed, this, [this](double share) { loading_ = share < 1; });
  connect(&session, &Session::timeline_changed, this, &RunPage::show_timeline);
  connect(&session, &Session::result_changed, this, [this] { show_account(); show_state(); show_so_far(); });
  connect(&session, &Session::playhead_changed, this, [this](double seconds) { timeline_->set_playhead(seconds); if (!settle_.isActive()) settle_.start(); });
}

void RunPage::begin_live() {
  play(false);
  QStringList names;
  std::optional<double> spending, power_kw;
  if (const auto reading = session_.scenario().reading(); reading && reading->world() && session_.scenario().fresh()) {
    for (const Learner& learner : reading->world()->learners) names << to_qt(learner.name);
    Result expected = preview(*reading->world());
    add_worth(*reading->world(), expected);
    if (expected.cost && expected.horizon_s > 0) spending = expected.cost->total_usd / expected.horizon_s;
    if (expected.energy_kwh && expected.horizon_s > 0) power_kw = *expected.energy_kwh * 3600 / expected.horizon_s;
  }
  live_->begin(names, spending, power_kw);
  stack_->setCurrentIndex(1);
}

void RunPage::show_account() {
  const auto result = session_.result();
  if (!result) return;
  account_title_->setText(result->headline());
  std::vector<ShareBar> bars = learner_bars(*result->document);
  std::set<TimeClass> classes;
  for (const ShareBar& bar : bars)
    for (const auto& [what, share] : bar.parts) classes.insert(what);
  account_legend_->show({classes.begin(), classes.end()});
  bars_->show(std::move(bars));
}

bool RunPage::busy() const { return session_.run_client().running() || loading_; }

void RunPage::refresh_theme() { timeline_->repaint_strips(); }

void RunPage::show_state() { stack_->setCurrentIndex(session_.run_client().running() ? 1 : session_.timeline() ? 2 : session_.result() ? 3 : 0); }

void RunPage::show_timeline() {
  const auto timeline = session_.timeline();
  timeline_->show(timeline);
  if (!timeline) {
    play(false);
    return show_state();
  }
  const double wanted = timeline->end / 30;   // the whole run in about half a minute
  for (int i = 0; i < speed_->count(); ++i)
    if (speed_->itemData(i).toDouble() <= wanted) speed_->setCurrentIndex(i);
  note_->setText(timeline->thinned ? tr("first seed, thinned") : tr("first seed"));
  note_->setToolTip(timeline->note);
  std::array<double, time_class_count> sum{};
  for (const auto& row : timeline->learners) {
    const auto times = class_times(*timeline, row, 0, timeline->end);
    for (std::size_t c = 0; c < time_class_count; ++c) sum[c] += times[c];
  }
  std::vector<TimeClass> classes;
  for (std::size_t c = 0; c < time_class_count; ++c)
    if (sum[c] > 0) classes.push_back(static_cast<TimeClass>(c));
  legend_->show(std::move(classes));
  show_state();
  show_so_far();
  if (isVisible()) timeline_->setFocus();     // its keys work at once
}

void RunPage::show_so_far() {
  const auto timeline = session_.timeline();
  if (!timeline) return;
  const auto result = session_.result();
  const SoFar sum = so_far(*timeline, result ? result->document.get() : nullptr, session_.playhead());
  date_->setText(span_text(sum.at));
  computing_->show(quantity(sum.computing, "share"));
  rounds_->show(QLocale().toString(sum.rounds));
  flight_->show(sum.in_flight ? QString::number(*sum.in_flight) : tr("–"), sum.in_flight ? QString() : tr("(thinned)"));
  failures_->show(QString::number(sum.failures));
  spent_->show(sum.spent_usd ? quantity(*sum.spent_usd, "USD") : tr("unknown"));
  energy_->setVisible(sum.energy_kwh.has_value());
  if (sum.energy_kwh) energy_->show(quantity(*sum.energy_kwh, "kWh"));
  waits_->show(sum.quorum_wait_s ? waits_text(*sum.quorum_wait_s, *sum.grace_s) : QString());
}

void RunPage::play(bool on) {
  const auto timeline = session_.timeline();
  if (on && timeline && session_.playhead() >= timeline->end) session_.set_playhead(0);
  if (on && timeline) clock_.start();
  else clock_.stop();
  since_tick_.start();
  play_->setIcon(icon(playing() ? Sign::pause : Sign::play));
}

void RunPage::advance() {
  const double step = speed_->currentData().toDouble() * static_cast<double>(since_tick_.restart()) / 1000;
  session_.set_playhead(session_.playhead() + step);
  const TimeRange range = session_.view().state().range;
  if (session_.playhead() > range.to && range.to < session_.view().end())   // follow it
    session_.view().show_range({session_.playhead() - 0.1 * range.length(), session_.playhead() + 0.9 * range.length()}, false);
  if (session_.playhead() >= session_.timeline()->end) play(false);
}

void RunPage::jump(int direction) {
  const auto timeline = session_.timeline();
  if (!timeline) return;
  const double now = session_.playhead();
  const TimelineMark* found = nullptr;
  for (const TimelineMark& mark : timeline->marks) {
    if (!mark.failure) continue;
    if (direction > 0 && mark.at > now + 1e-6) { found = &mark; break; }
    if (direction < 0 && mark.at < now - 1e-6) found = &mark;
  }
  if (!found && direction > 0 && now >= timeline->end) {   // from the end on again from the start
    const auto first = std::find_if(timeline->marks.begin(), timeline->marks.end(), [](const auto& mark) { return mark.failure; });
    if (first != timeline->marks.end()) found = &*first;
  }
  if (!found) return session_.say(direction > 0 ? tr("No further loss in this run.") : tr("No earlier loss in this run."));
  session_.set_playhead(found->at);
  const double length = std::min(session_.view().state().range.length(), std::max(1800.0, timeline->end / 200));
  session_.view().show_range({found->at - 0.3 * length, found->at + 0.7 * length});
  session_.say(tr("%1 at %2").arg(found->text, span_text(found->at)));
}

QString RunPage::csv() const {
  const auto timeline = session_.timeline();
  if (!timeline) return {};
  QString text = "learner,class,from_s,to_s\n";
  const TimeRange range = session_.view().state().range;
  for (const auto& row : timeline->learners)
    for (std::size_t i = 0; i < row.size(); ++i)
      if (row.to[i] > range.from && row.from[i] < range.to)
        text += QStringLiteral("%1,%2,%3,%4\n").arg(row.name, to_qt(time_class_names[row.what[i]])).arg(row.from[i], 0, 'g', 12).arg(row.to[i], 0, 'g', 12);
  return text;
}

} // namespace archipelago::gui
