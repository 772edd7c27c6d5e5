// The closed form of a scenario with some keys changed, in this process: the answer while a slider moves, and the course of a figure
// over the range of one knob.
#pragma once

#include "gui/base/background.hpp"
#include "gui/data/course.hpp"
#include "gui/data/knobs.hpp"
#include "gui/session/scenario_reading.hpp"
#include "models/result.hpp"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace archipelago::gui {

struct QuickAnswer {
  std::optional<Result> result;               // absent: the scenario is not valid with these values
  QString problem;
  double seconds = 0;                         // that it took
};

QuickAnswer quick_answer(const std::string& text, const std::string& file, const std::vector<std::string>& overrides);


std::vector<CoursePoint> course_of(const std::string& text, const std::string& file, const std::vector<std::string>& overrides, const Knob& knob);

// One question at a time on another thread; of those that come meanwhile only the last is answered.
class QuickAnswers : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;
  struct Question { std::string text, file; std::vector<std::string> overrides; std::optional<Knob> knob; int number = 0; };
  void ask(Question question);
  bool busy() const { return busy_; }

Q_SIGNALS:
  void answered(int number, const archipelago::gui::QuickAnswer& answer, const std::vector<archipelago::gui::CoursePoint>& course);

private:
  void start(Question question);

  bool busy_ = false;
  std::optional<Question> waiting_;
};

} // namespace archipelago::gui
