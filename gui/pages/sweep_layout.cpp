// The views of the sweep page and how they stand beside each other.
#include "gui/canvas/heat_view.hpp"
#include "gui/canvas/parallel_view.hpp"
#include "gui/chart/scatter_plot.hpp"
#include "gui/models/sweep_model.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/spread_columns.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/sweep_state.hpp"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>

namespace archipelago::gui {

QWidget* SweepPage::pictures() {
  parallel_ = new ParallelView(*state_);
  heat_ = new HeatView(*state_);
  front_ = new ScatterPlot;
  heat_x_ = new QComboBox;
  heat_y_ = new QComboBox;
  heat_figure_ = new QComboBox;
  front_x_ = new QComboBox;
  front_y_ = new QComboBox;
  for (auto [box, name] : {std::pair{heat_x_, tr("key across")}, std::pair{heat_y_, tr("key up")}, std::pair{heat_figure_, tr("figure of the heat map")}, std::pair{front_x_, tr("figure across")}, std::pair{front_y_, tr("figure up")}})
    box->setAccessibleName(name);
  const auto page = [](std::initializer_list<QWidget*> choices, QWidget* picture) {
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(4, 4, 4, 4);
    if (choices.size() > 0) layout->addLayout(row(choices, true));
    layout->addWidget(picture, 1);
    return widget;
  };
  auto* tabs = new QTabWidget;
  tabs->setDocumentMode(true);
  auto* two = new QSplitter;
  tabs->addTab(page({}, parallel_), tr("Parallel coordinates"));
  two->addWidget(tabs);
  auto* others = new QTabWidget;
  others->setDocumentMode(true);
  others->addTab(page({heat_figure_, label(tr("over"), "muted"), heat_x_, label(tr("and"), "muted"), heat_y_}, heat_), tr("Heat map"));
  others->addTab(page({front_y_, label(tr("against"), "muted"), front_x_}, front_), tr("Pareto front"));
  two->addWidget(others);
  two->setStretchFactor(0, 3);
  two->setStretchFactor(1, 2);
  two->setChildrenCollapsible(false);
  for (QComboBox* box : {heat_x_, heat_y_, heat_figure_}) {
    box->setMinimumContentsLength(14);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(box, &QComboBox::activated, this, &SweepPage::show_heat);
  }
  for (QComboBox* box : {front_x_, front_y_}) connect(box, &QComboBox::activated, this, &SweepPage::show_front);
  connect(front_, &ScatterPlot::chosen, this, [this](std::size_t id) { state_->choose(static_cast<std::ptrdiff_t>(id)); });
  return two;
}

QWidget* SweepPage::table_side() {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  words_ = new QLineEdit;
  words_->setAccessibleName(tr("filter by values"));
  words_->setPlaceholderText(tr("filter: 24 Gbps"));
  words_->setClearButtonEnabled(true);
  words_->setMaximumWidth(240);
  counts_ = label(tr("No study yet: sweep the scenario, or open a store."), "muted");
  progress_ = new QProgressBar;
  progress_->setMaximumWidth(180);
  progress_->hide();
  open_ = button(tr("Open its run"), [this] { open_chosen(); });
  take_ = button(tr("Take its values"), [this] { take_values(); });
  open_->setEnabled(false);
  take_->setEnabled(false);
  auto* top = row({words_, button(tr("All points"), [this] { words_->clear(); state_->clear_ranges(); }), counts_, progress_});
  top->setStretch(2, 1);
  top->addWidget(open_);
  top->addWidget(take_);
  layout->addLayout(top);
  table_ = new QTableView;
  table_->setModel(model_);
  set_up_table(*table_);
  new ColumnSpreader(*table_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(0, Qt::AscendingOrder);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setAccessibleName(tr("points"));
  layout->addWidget(table_, 1);
  connect(words_, &QLineEdit::textChanged, state_, &SweepState::set_words);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) { if (current.isValid()) state_->choose(model_->point(current.row())); });
  connect(table_, &QTableView::activated, this, &SweepPage::open_chosen);
  return widget;
}

} // namespace archipelago::gui
