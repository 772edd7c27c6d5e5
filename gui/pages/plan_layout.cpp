// The views of the plan page and how they stand beside each other.
#include "gui/chart/scatter_plot.hpp"
#include "gui/models/comparison_model.hpp"
#include "gui/models/plan_model.hpp"
#include "gui/models/stage_model.hpp"
#include "gui/pages/plan_page.hpp"
#include "gui/pages/spread_columns.hpp"
#include "gui/pages/widgets.hpp"

#include <QComboBox>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>

namespace archipelago::gui {

QWidget* PlanPage::picture_side() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  front_x_ = new QComboBox;
  front_y_ = new QComboBox;
  for (auto [box, name] : {std::pair{front_x_, tr("figure across")}, std::pair{front_y_, tr("figure up")}}) {
    box->setMinimumContentsLength(14);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setAccessibleName(name);
    connect(box, &QComboBox::activated, this, &PlanPage::show_front);
  }
  layout->addLayout(row({front_y_, label(tr("against"), "muted"), front_x_}, true));
  front_ = new ScatterPlot;
  front_->setMinimumSize(260, 160);
  front_->setToolTip(tr("Every point that was played, with 90 % intervals. Click one to open its run, or to take its values."));
  layout->addWidget(front_, 1);
  chosen_label_ = label({}, "muted");
  chosen_label_->setWordWrap(true);
  layout->addWidget(chosen_label_);
  open_ = button(tr("Open its run"), [this] { open_run(); });
  take_ = button(tr("Take its values"), [this] { take_values(); });
  propose_ = button(tr("Propose the winner"), [this] { propose(); }, true);
  open_->setToolTip(tr("the result of the point chosen, all seeds that were played"));
  take_->setToolTip(tr("into the scenario that is open; undo takes them back"));
  propose_->setToolTip(tr("the proposal: the winner against the scenario as it stands"));
  layout->addLayout(row({open_, take_, propose_}, true));
  connect(front_, &ScatterPlot::chosen, this, [this](std::size_t id) { choose(static_cast<std::int64_t>(id)); });
  return widget;
}

QWidget* PlanPage::words_side() {
  const auto table = [this](QAbstractItemModel* model, const QString& name) {
    auto* view = new QTableView;
    view->setModel(model);
    set_up_table(*view);
    if (model != stages_) new ColumnSpreader(*view);
    view->setAccessibleName(name);
    return view;
  };
  const auto words = [](const QString& name) {
    auto* text = new QTextBrowser;
    text->setAccessibleName(name);
    text->document()->setDocumentMargin(10);
    return text;
  };
  contenders_table_ = table(contenders_, tr("winner, runner-up, and the scenario as it stands"));
  sorted_->setSourceModel(points_);
  sorted_->setSortRole(PlanModel::sort_role);
  table_ = table(sorted_, tr("points of the plan"));
  table_->setSortingEnabled(true);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  stage_table_ = table(stages_, tr("stages of the search"));
  stretch_column(*stage_table_, StageModel::what);
  why_ = words(tr("who wins, and why"));
  search_ = words(tr("how the points thinned out"));
  progress_ = new QProgressBar;
  progress_->setAccessibleName(tr("progress of the stage"));
  progress_->setRange(0, 1000);
  const auto pair = [](QWidget* above, QWidget* below, int first, int second) {
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(above);
    split->addWidget(below);
    split->setStretchFactor(0, first);
    split->setStretchFactor(1, second);
    split->setChildrenCollapsible(false);
    return split;
  };
  auto* search = new QWidget;
  auto* search_layout = new QVBoxLayout(search);
  search_layout->setContentsMargins(0, 4, 0, 0);
  search_layout->addWidget(progress_);
  search_layout->addWidget(pair(stage_table_, search_, 1, 1), 1);
  tabs_ = new QTabWidget;
  tabs_->setDocumentMode(true);
  tabs_->addTab(pair(why_, contenders_table_, 3, 2), tr("Who wins, and why"));
  tabs_->addTab(table_, tr("Points"));
  tabs_->addTab(search, tr("Search"));
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
    if (const QModelIndex point = sorted_->mapToSource(current); point.isValid()) choose(points_->plan().rows[static_cast<std::size_t>(point.row())].number);
  });
  connect(table_, &QTableView::activated, this, &PlanPage::open_run);
  return tabs_;
}

} // namespace archipelago::gui
