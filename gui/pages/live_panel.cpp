#include "gui/pages/live_panel.hpp"

#include "gui/base/text.hpp"
#include "gui/canvas/class_legend.hpp"
#include "gui/canvas/live_gantt.hpp"
#include "gui/pages/figure_card.hpp"
#include "gui/pages/widgets.hpp"

#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <numeric>

namespace archipelago::gui {

namespace {
constexpr double patience_s = 20;             // without a record, before it is said
}

LivePanel::LivePanel(QWidget* parent) : QWidget(parent), headline_(label({}, "heading")), detail_(label({}, "muted")), more_(label({}, "muted")), bar_area_(new QWidget), marks_(new QListWidget), gantt_(new LiveGantt), legend_(new ClassLegend),
      computing_(new FigureCard(tr("computing so far"), tr("Share of the learners' time that was computing, first seed, warm-up included; a step on fewer slices counts whole."))),
      rounds_(new FigureCard(tr("rounds merged"), explanation("outer_steps"))),
      waits_(new FigureCard(tr("quorum + grace"), explanation("syncer.quorum_wait_s") + explanation("syncer.grace_s"))),
      spent_(new FigureCard(tr("spent so far"), explanation("cost.total_usd") + tr("<p>While a run is under way: the closed form's cost, in proportion to the simulated time. The result has the replay's.</p>"))),
      energy_(new FigureCard(tr("energy so far"), explanation("energy.kwh") + tr("<p>While a run is under way: the closed form's energy, in proportion to the simulated time. The result has the replay's.</p>"))) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* top = row({headline_, detail_}, true);
  top->addWidget(button(tr("Cancel"), [this] { Q_EMIT cancel_wanted(); }));
  layout->addLayout(top);
  auto* bars = new QVBoxLayout(bar_area_);
  bars->setContentsMargins(0, 0, 0, 0);
  bars->setSpacing(4);
  for (int i = 0; i < most_bars; ++i) {
    bars_.push_back(new QProgressBar);
    bars_.back()->setRange(0, 1000);
    bars_.back()->hide();
    bars->addWidget(bars_.back());
  }
  bars->addWidget(more_);
  layout->addWidget(bar_area_);
  layout->addLayout(row({computing_, rounds_, waits_, spent_, energy_}));
  layout->addWidget(gantt_, 3);
  layout->addWidget(legend_);
  layout->addWidget(label(tr("What happened"), "heading"));
  layout->addWidget(marks_, 1);
  marks_->setMinimumHeight(60);
  marks_->setAccessibleName(tr("what happened"));
  marks_->setUniformItemSizes(true);
}

void LivePanel::begin(const QStringList& learners, std::optional<double> spending_usd_per_s, std::optional<double> power_kw) {
  gantt_->begin(learners);
  legend_->show({});
  spending_ = spending_usd_per_s;
  power_kw_ = power_kw;
  energy_->setVisible(power_kw.has_value());
  merged_ = 0;
  for (FigureCard* card : {computing_, rounds_, waits_, spent_, energy_}) card->show({});
  marks_->clear();
  more_->hide();
  headline_->setText(tr("Starting …"));
  detail_->clear();
  for (auto* bar : bars_) bar->hide();
}

void LivePanel::show_live(const ChildProgress& progress) {
  if (progress.new_live.empty()) return;
  gantt_->add(progress.new_live, progress.seeds.contains(0) ? progress.seeds.at(0).share : 0);
  const auto times = gantt_->times();
  const double whole = std::accumulate(times.begin(), times.end(), 0.0);
  if (whole > 0) computing_->show(quantity(times[static_cast<std::size_t>(TimeClass::compute)] / whole, "share"));
  for (const LiveSlice& slice : progress.new_live) merged_ += slice.merged;
  const LiveSlice& last = progress.new_live.back();
  rounds_->show(QLocale().toString(qlonglong(merged_)));
  if (last.quorum_wait_s && last.grace_s) waits_->show(waits_text(*last.quorum_wait_s, *last.grace_s));
  spent_->show(spending_ ? quantity(*spending_ * last.to, "USD") : tr("unknown"));
  if (power_kw_) energy_->show(quantity(*power_kw_ * last.to / 3600, "kWh"));
  std::vector<TimeClass> classes;
  for (std::size_t c = 0; c < time_class_count; ++c)
    if (times[c] > 0) classes.push_back(static_cast<TimeClass>(c));
  legend_->show(std::move(classes));
}

void LivePanel::show(const ChildProgress& progress) {
  show_live(progress);
  headline_->setText(tr("Running: %1 %").arg(100 * progress.share, 0, 'f', 0));
  QString words = tr("%1 s · %2 events of note").arg(progress.running_s, 0, 'f', 0).arg(progress.marks);
  if (progress.garbage > 0) words += tr(" · %1 lines that are no records").arg(progress.garbage);
  if (progress.silent_s > patience_s) words += tr(" · nothing heard for %1 s: a long exact run, or it hangs; Cancel ends it").arg(progress.silent_s, 0, 'f', 0);
  detail_->setText(words);
  set_role(detail_, progress.silent_s > patience_s || progress.garbage > 0 ? "warning" : "muted");
  std::size_t shown = 0;
  for (const auto& [run, seed] : progress.seeds) {
    if (shown == bars_.size()) break;
    QProgressBar& bar = *bars_[shown++];
    bar.setValue(static_cast<int>(1000 * seed.share));
    bar.setFormat(tr("seed %1 · %2").arg(seed.seed).arg(seed.failure.isEmpty() ? (seed.done ? tr("done") : span_text(seed.t)) : tr("failed: %1").arg(seed.failure)));
    bar.show();
  }
  const auto rest = progress.seeds.size() - shown;
  more_->setText(tr("and %1 more seeds").arg(rest));
  more_->setVisible(rest > 0);
  for (const StreamMark& mark : progress.new_marks)
    marks_->addItem(tr("%1   seed %2   %3 %4 %5").arg(span_text(mark.t)).arg(progress.seeds.contains(mark.run) ? progress.seeds.at(mark.run).seed : 0).arg(mark.mark, mark.learner, mark.detail).trimmed());
  while (marks_->count() > most_lines) delete marks_->takeItem(0);
  if (!progress.new_marks.empty()) marks_->scrollToBottom();
}

} // namespace archipelago::gui
