#include "gui/pages/report_page.hpp"

#include "gui/base/text.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextTable>
#include <QUrl>

namespace archipelago::gui {

ReportPage::ReportPage(Session& session, QWidget* parent)
    : Page("report", tr("Report"), parent), session_(session), client_(new ChildClient(session.child_thread(), this)), stack_(new QStackedWidget), text_(new QTextBrowser), proposed_(label({})), against_(label({})),
      state_(label({}, "muted")), pdf_(new QCheckBox(tr("PDF"))) {
  look_ = button(tr("Write the proposal"), [this] { write({}); }, true);
  export_ = button(tr("Save it …"), [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the proposal"));
    if (!folder.isEmpty()) write(folder);
  });
  browser_ = button(tr("Open in the browser"), [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder_ + "/proposal.html")); });
  cancel_ = button(tr("Cancel"), [this] { client_->cancel(); });
  pdf_->setToolTip(tr("also as PDF: needs WeasyPrint, which the launcher installs when a PDF is first asked for"));
  auto* content = new QVBoxLayout;
  content->addLayout(row({label(tr("proposed"), "muted"), proposed_}, true));
  content->addLayout(row({label(tr("against"), "muted"), against_, button(tr("The result shown now"), [this] { keep_baseline(); }), button(tr("Choose a result …"), [this] {
                            const QString file = QFileDialog::getOpenFileName(this, tr("Result of the baseline"), {}, tr("results (*.json)"));
                            if (!file.isEmpty()) choose_baseline(file);
                          })}, true));
  auto* actions = row({look_, export_, pdf_, browser_, cancel_, state_});
  actions->setStretch(5, 1);
  content->addLayout(actions);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(card(content));
  layout->addWidget(stack_, 1);
  stack_->addWidget(placeholder(tr("A proposal, every number traced"), tr("Run what is done today and keep it as the baseline, change the scenario, run again, and write the proposal: "
                                                                          "what it saves or costs, when it is done, what can go wrong.")));
  stack_->addWidget(text_);
  text_->setAccessibleName(tr("proposal"));
  text_->document()->setDocumentMargin(24);
  connect(client_, &ChildClient::ended, this, &ReportPage::take);
  connect(&session, &Session::result_changed, this, &ReportPage::show_state);
  connect(&session, &Session::proposal_wanted, this, [this](const QString& baseline) {
    if (!baseline.isEmpty()) choose_baseline(baseline);
    write({});
  });
  show_state();
}

void ReportPage::show_state() {
  const auto result = session_.result();
  proposed_->setText(result ? result->headline() : tr("no result yet"));
  against_->setText(baseline_.isEmpty() ? tr("costs.baseline of the scenario, if it has one") : baseline_name_);
  const bool running = client_->running();
  look_->setEnabled(result && !running);
  export_->setEnabled(result && !running);
  browser_->setEnabled(!document_.isEmpty());
  cancel_->setVisible(running);
}

void ReportPage::keep_baseline() {
  const QString file = session_.scratch("baseline-result.json");
  if (const QString problem = session_.copy_result(file); !problem.isEmpty()) return session_.say(problem, true);
  baseline_ = file;
  baseline_name_ = session_.result()->headline() + tr(" (kept in this session)");
  show_state();
}

void ReportPage::choose_baseline(const QString& file) {
  baseline_ = file;
  baseline_name_ = QFileInfo(file).fileName();
  show_state();
}

void ReportPage::write(const QString& folder) {
  const QString result = session_.scratch("proposed-result.json");
  if (const QString problem = session_.copy_result(result); !problem.isEmpty()) return session_.say(problem, true);
  asked_folder_ = folder;
  folder_ = folder.isEmpty() ? session_.scratch("proposal") : folder;
  QStringList arguments{"report", result, "--format", pdf_->isChecked() ? "html,md,csv,pdf" : "html,md,csv", "--out", folder_};
  if (!baseline_.isEmpty()) arguments << "--baseline" << baseline_;
  client_->start({arguments, false, {}});
  state_->setText(tr("writing …"));
  show_state();
}

void ReportPage::take(const ChildOutcome& outcome) {
  QFile file(folder_ + "/proposal.md");
  if (outcome.end != ChildOutcome::End::finished || !file.open(QIODevice::ReadOnly)) {
    state_->setText(outcome.message.section('\n', -1));
    session_.say(outcome.message.isEmpty() ? tr("No proposal was written.") : outcome.message, outcome.end != ChildOutcome::End::cancelled);
    return show_state();
  }
  document_ = QString::fromUtf8(file.readAll());
  show_document();
  const QString notes = QString::fromUtf8(outcome.errors).trimmed();
  state_->setText(asked_folder_.isEmpty() ? tr("written in %1").arg(duration_text(outcome.running_s)) : tr("saved in %1").arg(asked_folder_));
  state_->setToolTip(notes);
  show_state();
}

void ReportPage::show_document() {
  if (document_.isEmpty()) return;
  text_->setSearchPaths({folder_});           // pictures lie beside the text
  text_->setMarkdown(document_);
  for (QTextFrame* frame : text_->document()->rootFrame()->childFrames())
    if (auto* table = qobject_cast<QTextTable*>(frame)) {
      QTextTableFormat format = table->format();
      format.setBorder(0);
      format.setWidth(QTextLength(QTextLength::PercentageLength, 99.8));   // at 100, what is rounded up brings a scroll bar
      format.setCellPadding(5);
      format.setCellSpacing(0);
      format.setBottomMargin(10);
      table->setFormat(format);
    }
  stack_->setCurrentIndex(1);
}

void ReportPage::refresh_theme() { show_document(); }
bool ReportPage::busy() const { return client_->running() || session_.run_client().running(); }
QString ReportPage::shown() const { return text_->toPlainText(); }

} // namespace archipelago::gui
