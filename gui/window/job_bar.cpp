#include "gui/window/job_bar.hpp"

#include "gui/base/icons.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"

#include <QProgressBar>
#include <QToolButton>

namespace archipelago::gui {

JobBar::JobBar(Session& session, QWidget* parent) : QWidget(parent), bar_(new QProgressBar), cancel_(new QToolButton) {
  auto* layout = row({bar_, cancel_});
  setLayout(layout);
  bar_->setRange(0, 1000);
  bar_->setFixedWidth(220);
  bar_->setAccessibleName(tr("progress"));
  cancel_->setIcon(icon(Sign::stop));
  cancel_->setToolTip(tr("Cancel  (Esc)"));
  cancel_->setAccessibleName(tr("Cancel"));
  cancel_->setShortcut(Qt::Key_Escape);
  const auto visible = [this](bool on) { bar_->setVisible(on); cancel_->setVisible(on); };
  visible(false);
  ChildClient& client = session.run_client();
  connect(cancel_, &QToolButton::clicked, &client, &ChildClient::cancel);
  connect(&client, &ChildClient::started, this, [this, visible] { bar_->setValue(0); bar_->setFormat(tr("starting")); visible(true); });
  connect(&client, &ChildClient::ended, this, [visible] { visible(false); });
  connect(&client, &ChildClient::progressed, this, [this](const ChildProgress& progress) {
    bar_->setValue(static_cast<int>(1000 * progress.share));
    bar_->setFormat(tr("%1 % · %2 s").arg(100 * progress.share, 0, 'f', 0).arg(progress.running_s, 0, 'f', 0));
  });
  connect(&session, &Session::timeline_progressed, this, [this, &client, visible](double share) {
    if (client.running()) return;
    bar_->setValue(static_cast<int>(1000 * share));
    bar_->setFormat(tr("reading the timeline"));
    bar_->setVisible(share < 1);
  });
}

} // namespace archipelago::gui
