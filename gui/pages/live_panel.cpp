#include "gui/pages/live_panel.hpp"

#include "gui/base/text.hpp"
#include "gui/pages/widgets.hpp"

#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>

namespace archipelago::gui {

namespace {
constexpr double patience_s = 20;             // without a record, before it is said
}

LivePanel::LivePanel(QWidget* parent) : QWidget(parent), headline_(label({}, "heading")), detail_(label({}, "muted")), more_(label({}, "muted")), bar_area_(new QWidget), marks_(new QListWidget) {
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
  layout->addWidget(label(tr("What happened"), "heading"));
  layout->addWidget(marks_, 1);
  marks_->setUniformItemSizes(true);
}

void LivePanel::begin() {
  marks_->clear();
  more_->clear();
  headline_->setText(tr("Starting …"));
  detail_->clear();
  for (auto* bar : bars_) bar->hide();
}

void LivePanel::show(const ChildProgress& progress) {
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
  more_->setText(rest > 0 ? tr("and %1 more seeds").arg(rest) : QString());
  for (const StreamMark& mark : progress.new_marks)
    marks_->addItem(tr("%1   seed %2   %3 %4 %5").arg(span_text(mark.t)).arg(progress.seeds.contains(mark.run) ? progress.seeds.at(mark.run).seed : 0).arg(mark.mark, mark.learner, mark.detail).trimmed());
  while (marks_->count() > most_lines) delete marks_->takeItem(0);
  if (!progress.new_marks.empty()) marks_->scrollToBottom();
}

} // namespace archipelago::gui
