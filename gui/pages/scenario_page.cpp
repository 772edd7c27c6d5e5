#include "gui/pages/scenario_page.hpp"

#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/data/json_edit.hpp"
#include "gui/pages/form_delegate.hpp"
#include "gui/pages/json_highlighter.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "scenarios/catalogue.hpp"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextDocumentLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QTextBlock>
#include <QTreeView>

namespace archipelago::gui {

namespace {

QStringList catalogue_names(const std::string& kind) {
  QStringList names;
  for (const std::string& name : Catalogues(catalogue_folder()).names(kind)) names << to_qt(name);
  return names;
}

} // namespace

ScenarioPage::ScenarioPage(Session& session, QWidget* parent)
    : Page("scenario", tr("Scenario"), parent), session_(session), form_(new FormModel(session.scenario(), this)), problems_(new ProblemModel(this)),
      shown_(new QSortFilterProxyModel(this)) {
  auto* layout = new QVBoxLayout(this);
  auto* sides = new QSplitter;
  sides->addWidget(form_side());
  sides->addWidget(text_side());
  sides->setStretchFactor(0, 5);
  sides->setStretchFactor(1, 4);
  sides->setChildrenCollapsible(false);
  layout->addWidget(sides, 1);

  problem_table_ = new QTableView;
  problem_table_->setModel(problems_);
  set_up_table(*problem_table_);
  problem_table_->horizontalHeader()->setSectionResizeMode(ProblemModel::place, QHeaderView::ResizeToContents);
  problem_table_->horizontalHeader()->setStretchLastSection(true);
  problem_table_->setMaximumHeight(150);
  problem_table_->setAccessibleName(tr("problems"));
  connect(problem_table_, &QTableView::activated, this, [this](const QModelIndex& index) { show_place(problems_->problem(index.row())); });
  connect(problem_table_, &QTableView::clicked, this, [this](const QModelIndex& index) { show_place(problems_->problem(index.row())); });
  verdict_ = label({});
  layout->addWidget(verdict_);
  layout->addWidget(problem_table_);
  problem_table_->hide();

  connect(&session.scenario(), &ScenarioDocument::read, this, &ScenarioPage::take_reading);
  connect(&session.scenario(), &ScenarioDocument::changed, this, [this] { verdict_->setText(tr("reading …")); set_role(verdict_, "muted"); });
  connect(form_, &FormModel::refused, this, [this](const QString& reason) { session_.say(reason, true); });
}

QWidget* ScenarioPage::form_side() {
  auto* side = new QWidget;
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  search_ = new QLineEdit;
  search_->setAccessibleName(tr("find a key"));
  search_->setPlaceholderText(tr("find a key (Ctrl+F)"));
  search_->setClearButtonEnabled(true);
  all_keys_ = new QCheckBox(tr("all keys"));
  all_keys_->setToolTip(tr("also the keys that are not given, with their defaults"));
  layout->addLayout(row({search_, all_keys_}));
  connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, search_, [this] { search_->setFocus(); });

  shown_->setSourceModel(form_);
  shown_->setRecursiveFilteringEnabled(true);
  shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  tree_ = new QTreeView;
  tree_->setModel(shown_);
  tree_->setAlternatingRowColors(true);
  tree_->setUniformRowHeights(true);
  tree_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
  tree_->setItemDelegate(new FormDelegate(catalogue_names, tree_));
  tree_->header()->setStretchLastSection(true);
  tree_->header()->resizeSection(FormModel::key, 210);
  tree_->header()->resizeSection(FormModel::value, 170);
  tree_->setAccessibleName(tr("scenario form"));
  layout->addWidget(tree_, 1);
  layout->addLayout(row({button(tr("Add item"), [this] { add_item(); }), button(tr("Back to default"), [this] { remove_current(); })}, true));
  layout->addWidget(details());
  connect(search_, &QLineEdit::textChanged, this, &ScenarioPage::set_filter);
  connect(all_keys_, &QCheckBox::toggled, this, &ScenarioPage::set_filter);
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ScenarioPage::show_details);
  set_filter();
  return side;
}

QWidget* ScenarioPage::details() {
  details_ = label(tr("Choose a key: its meaning, unit, range and default stand here."));
  details_->setWordWrap(true);
  details_->setTextFormat(Qt::RichText);
  details_->setMinimumHeight(74);
  details_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  return card(row({details_}));
}

QWidget* ScenarioPage::text_side() {
  QTextDocument& document = session_.scenario().text_document();
  document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
  document.setDefaultFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  editor_ = new QPlainTextEdit;
  editor_->setDocument(&document);
  editor_->setLineWrapMode(QPlainTextEdit::NoWrap);
  editor_->setAccessibleName(tr("scenario text"));
  colors_ = new JsonHighlighter(&document);
  return editor_;
}

void ScenarioPage::refresh_theme() { colors_->rehighlight(); }

bool ScenarioPage::busy() const { return !session_.scenario().empty() && !session_.scenario().fresh(); }

void ScenarioPage::set_filter() {
  const QString words = search_->text().trimmed();
  if (!words.isEmpty()) {
    shown_->setFilterRole(FormModel::pointer_role);
    shown_->setFilterKeyColumn(FormModel::key);
    shown_->setFilterFixedString(words);
    tree_->expandAll();
  } else if (!all_keys_->isChecked()) {
    shown_->setFilterRole(FormModel::given_role);
    shown_->setFilterFixedString("true");
  } else shown_->setFilterFixedString({});
}

void ScenarioPage::take_reading() {
  form_->refresh();
  if (!std::exchange(filled_, true)) tree_->expandToDepth(0);
  const auto reading = session_.scenario().reading();
  const auto& problems = reading->reading.problems;
  problems_->show(problems);
  problem_table_->setVisible(!problems.empty());
  if (problems.empty()) {
    const World& world = *reading->world();
    double accelerators = 0;
    for (const Learner& learner : world.learners) accelerators += static_cast<double>(learner.accelerators);
    verdict_->setText(tr("✓ valid · %1 learners, %2 accelerators, %3 sites · %4 defaults used")
                          .arg(world.learners.size()).arg(accelerators, 0, 'f', 0).arg(world.sites.size()).arg(world.assumptions.size()));
    set_role(verdict_, "good");
  } else {
    verdict_->setText(problems.size() == 1 ? tr("✗ 1 problem") : tr("✗ %1 problems").arg(problems.size()));
    set_role(verdict_, "bad");
  }
  show_details();
}

void ScenarioPage::show_details() {
  const QModelIndex index = tree_->currentIndex();
  if (!index.isValid()) return;
  const FormNode& node = *form_->node(shown_->mapToSource(index));
  const Field* field = node.field();
  QString text = QStringLiteral("<b><tt>%1</tt></b>").arg(to_qt(field ? field->path : node.pointer).toHtmlEscaped());
  if (field) text += " — " + to_qt(field->help).toHtmlEscaped();
  if (field) if (const QString wanted = requirement_text(*field); !wanted.isEmpty()) text += tr("<br>takes %1").arg(wanted.toHtmlEscaped());
  const QString fallback = index.siblingAtColumn(FormModel::fallback).data().toString();
  if (!fallback.isEmpty()) text += tr("<br>default: %1").arg(fallback.toHtmlEscaped());
  if (const QString problem = form_->problem_of(node); !problem.isEmpty()) text += tr("<br><b>✗ %1</b>").arg(problem.toHtmlEscaped());
  details_->setText(text);
}

void ScenarioPage::go_to(const std::string& pointer) {
  QModelIndex index = shown_->mapFromSource(form_->index_of(pointer));
  if (!index.isValid()) {
    all_keys_->setChecked(true);
    index = shown_->mapFromSource(form_->index_of(pointer));
  }
  tree_->setCurrentIndex(index);
  tree_->scrollTo(index);
}

void ScenarioPage::show_place(const Problem& problem) {
  go_to(problem.pointer);
  if (problem.line <= 0) return;
  const QTextBlock line = session_.scenario().text_document().findBlockByNumber(problem.line - 1);
  if (!line.isValid()) return;
  QTextCursor cursor(line);
  cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, std::min(std::max(0, problem.column - 1), line.length() - 1));
  cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
  editor_->setTextCursor(cursor);
}

void ScenarioPage::add_item() {
  const FormNode* node = form_->node(shown_->mapToSource(tree_->currentIndex()));
  while (node && !(node->place && node->place->item)) node = node->parent;
  if (!node) return session_.say(tr("Choose a list first: sites, learners, links, …"), true);
  const std::string pointer = node->pointer, item = node->place->item->takes_object() ? "{\"name\": \"new\"}" : "\"\"";
  // An item like the last one is nearer to what is wanted than an empty one.
  const std::string text = session_.scenario().text();
  const auto last = node->children.empty() ? std::nullopt : range_of(text, node->children.back()->pointer);
  if (!session_.scenario().append(pointer, last ? text.substr(last->begin, last->end - last->begin) : item))
    session_.say(tr("Nothing can be added to %1.").arg(to_qt(pointer)), true);
}

void ScenarioPage::remove_current() {
  const FormNode& node = *form_->node(shown_->mapToSource(tree_->currentIndex()));
  if (node.given && !node.pointer.empty()) session_.scenario().remove(node.pointer);
  else session_.say(tr("This key is not given: its default holds already."));
}

} // namespace archipelago::gui
