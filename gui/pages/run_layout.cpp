// What the run page is made of: the controls of the replay, its cards and timeline, and the account of a result without one.
#include "gui/base/icons.hpp"
#include "gui/base/text.hpp"
#include "gui/canvas/class_legend.hpp"
#include "gui/canvas/share_bars.hpp"
#include "gui/canvas/timeline_view.hpp"
#include "gui/pages/figure_card.hpp"
#include "gui/pages/run_page.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <QComboBox>
#include <QScrollArea>
#include <QToolButton>

namespace archipelago::gui {

namespace {

QToolButton* tool(Sign sign, const QString& tip, const QKeySequence& key, const std::function<void()>& pressed) {
  auto* result = new QToolButton;
  result->setIcon(icon(sign));
  result->setToolTip(tip + "  (" + key.toString() + ")");
  result->setAccessibleName(tip);
  result->setShortcut(key);
  QObject::connect(result, &QToolButton::clicked, result, pressed);
  return result;
}

} // namespace

QHBoxLayout* RunPage::controls() {
  auto* layout = new QHBoxLayout;
  layout->setSpacing(4);
  layout->addWidget(tool(Sign::first, tr("To the start"), QKeySequence(Qt::CTRL | Qt::Key_Home), [this] { session_.set_playhead(0); }));
  layout->addWidget(tool(Sign::previous, tr("Failure before"), QKeySequence(Qt::Key_P), [this] { jump(-1); }));
  play_ = tool(Sign::play, tr("Play or pause"), QKeySequence(Qt::Key_Space), [this] { play(!playing()); });
  layout->addWidget(play_);
  layout->addWidget(tool(Sign::next, tr("Next failure"), QKeySequence(Qt::Key_N), [this] { jump(1); }));
  layout->addWidget(tool(Sign::fit, tr("The whole run"), QKeySequence(Qt::Key_Home), [this] { session_.view().fit(); }));
  speed_ = new QComboBox;
  speed_->setAccessibleName(tr("speed of the replay"));
  for (const auto& [text, factor] : std::initializer_list<std::pair<const char*, double>>{{"1 s/s", 1}, {"1 min/s", 60}, {"10 min/s", 600}, {"1 h/s", 3600}, {"6 h/s", 21600}, {"1 d/s", 86400}, {"10 d/s", 864000}})
    speed_->addItem(text, factor);
  speed_->setToolTip(tr("simulated time per second of replay"));
  layout->addWidget(speed_);
  date_ = label({}, "heading");
  date_->setMinimumWidth(date_->fontMetrics().horizontalAdvance("0000 d 00:00:00.000"));
  layout->addWidget(date_);
  note_ = label({}, "muted");
  layout->addWidget(note_, 1);
  return layout;
}

QWidget* RunPage::replay() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(controls());
  computing_ = new FigureCard(tr("computing so far"), tr("<p>Share of the learners' time that was computing, from the end of the warm-up to the playhead; a step on fewer slices counts whole (goodput does not count what is missing).</p>"));
  rounds_ = new FigureCard(tr("rounds merged"), explanation("outer_steps"));
  flight_ = new FigureCard(tr("fragments in flight"), tr("Rounds that were launched and are not back at the playhead."));
  failures_ = new FigureCard(tr("losses"), tr("Slices, learners and links lost up to the playhead, of the first seed."));
  spent_ = new FigureCard(tr("spent so far"), explanation("cost.total_usd"));
  waits_ = new FigureCard(tr("quorum + grace"), tr("Of the round that came back last: from its opening to the quorum, and the grace used after it.") + explanation("syncer.quorum_wait_s") + explanation("syncer.grace_s"));
  energy_ = new FigureCard(tr("energy so far"), explanation("energy.kwh") + tr("<p>Up to the playhead, in proportion to the time that learners were held.</p>"));
  layout->addLayout(row({computing_, rounds_, waits_, flight_, failures_, spent_, energy_}));
  timeline_ = new TimelineView(session_.view());
  layout->addWidget(timeline_, 1);
  legend_ = new ClassLegend;
  layout->addWidget(legend_);
  connect(timeline_, &TimelineView::playhead_wanted, &session_, &Session::set_playhead);
  return widget;
}

QWidget* RunPage::account() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  account_title_ = label({}, "heading");
  bars_ = new ShareBars;
  account_legend_ = new ClassLegend;
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("what learners' time went into"));
  area->setWidgetResizable(true);
  auto* content = new QWidget;
  auto* content_layout = new QVBoxLayout(content);
  content_layout->setContentsMargins(0, 0, 0, 0);
  content_layout->addWidget(bars_);
  content_layout->addStretch();
  area->setWidget(content);
  layout->addWidget(account_title_);
  auto* words = label(tr("What each learner's time went into. This result came without a timeline: open the one of its run (run --timeline), or run the scenario here, to replay it."), "muted");
  words->setWordWrap(true);
  layout->addWidget(words);
  layout->addWidget(area, 1);
  layout->addWidget(account_legend_);
  return widget;
}

} // namespace archipelago::gui
