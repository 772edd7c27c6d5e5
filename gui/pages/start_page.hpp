// What a first start shows: recent files, the examples, and a tour of five lines.
#pragma once

#include "gui/pages/page.hpp"

class QVBoxLayout;

namespace archipelago::gui {

class Session;

class StartPage : public Page {
  Q_OBJECT
public:
  explicit StartPage(Session& session, QWidget* parent = nullptr);
  void refresh();

private:
  QWidget* file_button(const QString& path, const QString& note);

  Session& session_;
  QVBoxLayout *recent_, *examples_;
};

} // namespace archipelago::gui
