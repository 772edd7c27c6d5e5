// The run under way, in the tool bar: how far it is, and a way to end it.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace archipelago::gui {

class Session;

class JobBar : public QWidget {
  Q_OBJECT
public:
  explicit JobBar(Session& session, QWidget* parent = nullptr);

private:
  QProgressBar* bar_;
  QToolButton* cancel_;
};

} // namespace archipelago::gui
