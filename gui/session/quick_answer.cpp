#include "gui/session/quick_answer.hpp"

#include "gui/base/text.hpp"
#include "models/cost/worth.hpp"
#include "models/preview/preview.hpp"

#include <QElapsedTimer>

namespace archipelago::gui {

namespace {

constexpr int course_points = 24;

QuickAnswer answer_of(const ScenarioReading& reading) {
  QuickAnswer answer;
  if (const World* world = reading.world()) {
    answer.result = preview(*world);
    add_worth(*world, *answer.result);
  } else if (!reading.reading.problems.empty()) answer.problem = to_qt(reading.reading.problems.front().message);
  return answer;
}

} // namespace

QuickAnswer quick_answer(const std::string& text, const std::string& file, const std::vector<std::string>& overrides) {
  QElapsedTimer timer;
  timer.start();
  QuickAnswer answer;
  try {
    answer = answer_of(*read_text(text, file, overrides));
  } catch (const std::exception& error) {
    answer.problem = QString::fromUtf8(error.what());
  }
  answer.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
  return answer;
}

std::vector<CoursePoint> course_of(const std::string& text, const std::string& file, const std::vector<std::string>& overrides, const Knob& knob) {
  std::vector<CoursePoint> course;
  for (int i = 0; i < course_points; ++i) {
    const double value = knob.at(static_cast<double>(i) / (course_points - 1));
    if (!course.empty() && course.back().value == value) continue;
    std::vector<std::string> settings = overrides;
    settings.push_back(knob.setting(value));
    if (const QuickAnswer answer = quick_answer(text, file, settings); answer.result) course.push_back({value, answer.result->goodput});
  }
  return course;
}

void QuickAnswers::ask(Question question) {
  if (busy_) waiting_ = std::move(question);
  else start(std::move(question));
}

void QuickAnswers::start(Question question) {
  busy_ = true;
  struct Both { QuickAnswer answer; std::vector<CoursePoint> course; };
  const int number = question.number;
  in_background(this, [question = std::move(question)] {
    Both both{quick_answer(question.text, question.file, question.overrides), {}};
    if (question.knob) both.course = course_of(question.text, question.file, question.overrides, *question.knob);
    return both;
  }, [this, number](const Both& both) {
    busy_ = false;
    Q_EMIT answered(number, both.answer, both.course);
    if (waiting_) start(*std::exchange(waiting_, std::nullopt));
  });
}

} // namespace archipelago::gui
