#include "gui/pages/start_page.hpp"

#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <QFileInfo>
#include <QFile>
#include <QPushButton>
#include <QScrollArea>

namespace archipelago::gui {

namespace {

// Its first comment says what an example is about; else its name does.
QString first_comment(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  QStringList words;
  while (!file.atEnd() && words.size() < 3) {
    const QString line = QString::fromUtf8(file.readLine(4096)).trimmed();
    if (!line.startsWith("//") || line.size() < 4) break;
    words << line.mid(2).trimmed();
  }
  const QString text = words.join(' ');
  if (const qsizetype question = text.indexOf('?'); question > 0) return text.left(question + 1);
  return text.size() > 180 ? text.left(178) + QStringLiteral(" …") : text;
}

constexpr const char* tour = R"(<p style='line-height:135%'><b>Scenario</b> — every key as a form beside its text; what is wrong is shown as you type.<br>
<b>World</b> — sites, links and learners on a map; click one to change it.<br>
<b>Run</b> — <b>Ctrl+R</b> plays it; then every learner's time, replayed and zoomed from a year to a step.<br>
<b>Explain</b> — where each accelerator-hour went, what limits the run, what one change would bring.<br>
<b>What-if</b> — sliders with an answer while you drag. <b>Compare</b>, <b>Sweep</b> — many designs under the same failures.<br>
<b>Plan</b> — the best of many points under constraints, and why. <b>Report</b> — the proposal.</p>
<p>Hover over any figure for its definition. <b>Ctrl+1 … 9, 0</b> go to the pages, <b>F1</b> shows all keys.</p>)";

} // namespace

StartPage::StartPage(Session& session, QWidget* parent) : Page("start", tr("Start"), parent), session_(session), recent_(new QVBoxLayout), examples_(new QVBoxLayout) {
  auto* outer = new QVBoxLayout(this);
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("examples and recent files"));
  area->setWidgetResizable(true);
  outer->addWidget(area);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(28, 20, 28, 20);
  layout->setSpacing(12);
  layout->addWidget(label(tr("Archipelago"), "title"));
  auto* what = label(tr("What will this training run deliver, and what will it cost, as decoupled islands instead of one lock-step machine?"), "muted");
  what->setWordWrap(true);
  layout->addWidget(what);
  auto* words = label(QString::fromUtf8(tour));
  words->setWordWrap(true);
  layout->addWidget(card(row({words})));
  auto* columns = new QHBoxLayout;
  columns->setSpacing(24);
  for (auto [title, list] : {std::pair{tr("Examples"), examples_}, std::pair{tr("Recent"), recent_}}) {
    auto* column = new QVBoxLayout;
    column->addWidget(label(title, "heading"));
    column->addLayout(list);
    column->addStretch();
    columns->addLayout(column, list == examples_ ? 3 : 2);
  }
  layout->addLayout(columns);
  layout->addStretch();
  area->setWidget(content);
  refresh();
}

QWidget* StartPage::file_button(const QString& path, const QString& note) {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 4);
  layout->setSpacing(1);
  auto* name = button(QFileInfo(path).completeBaseName().replace('-', ' '), [this, path] { session_.open(path); });
  name->setStyleSheet("text-align: left;");
  name->setToolTip(path);
  layout->addWidget(name);
  if (!note.isEmpty()) {
    auto* words = label(note, "muted");
    words->setWordWrap(true);
    layout->addWidget(words);
  }
  return widget;
}

void StartPage::refresh() {
  for (QVBoxLayout* list : {recent_, examples_})
    while (QLayoutItem* item = list->takeAt(0)) {
      delete item->widget();
      delete item;
    }
  for (const QString& path : recent_files()) recent_->addWidget(file_button(path, QFileInfo(path).absolutePath()));
  if (recent_->isEmpty()) recent_->addWidget(label(tr("Files that you open stand here."), "muted"));
  QStringList examples = example_files();
  std::stable_partition(examples.begin(), examples.end(), [](const QString& path) { return path.endsWith("four-regions.json"); });
  for (const QString& path : examples) examples_->addWidget(file_button(path, first_comment(path)));
  if (examples.isEmpty()) examples_->addWidget(label(tr("The examples are not here: set ARCHIPELAGO_DATA to the folder that holds scenarios/."), "muted"));
}

} // namespace archipelago::gui
