#include "gui/client/outcome_text.hpp"

#include "gui/base/text.hpp"

#include <QRegularExpression>

namespace archipelago::gui {

namespace {

QString last_words(const QByteArray& errors) {
  QString text = QString::fromUtf8(errors).trimmed();
  text.remove(QRegularExpression("^archipelago: ", QRegularExpression::MultilineOption));
  return text.isEmpty() ? QString() : "\n" + text;
}

QString of_exit_code(int code) {
  switch (code) {
  case 1: return QStringLiteral("Some of the runs failed; the others count.");
  case 2: return QStringLiteral("The program does not know what it was asked: it and the dashboard are of different versions. Build both again with ./archipelago dashboard.");
  case 3: return QStringLiteral("The scenario has problems.");
  case 4: return QStringLiteral("No point keeps to all limits, or a validation target was missed.");
  case 5: return QStringLiteral("That is not possible on this machine.");
  default: return QStringLiteral("The run ended with exit code %1.").arg(code);
  }
}

QString garbage_text(const StreamSummary& summary) {
  if (summary.garbage() == 0) return {};
  return QStringLiteral("\n%1 lines were no records, the first: %2").arg(summary.garbage()).arg(summary.first_garbage());
}

} // namespace

QString outcome_text(const ChildOutcome& outcome, const StreamSummary& summary, bool overflown) {
  using End = ChildOutcome::End;
  QString text;
  if (outcome.end == End::cancelled) return QStringLiteral("Cancelled after %1.").arg(duration_text(outcome.running_s));
  if (outcome.end == End::crashed)
    text = QStringLiteral("The run crashed. The dashboard is not affected; start it again, or in a terminal to see more: archipelago run FILE.");
  else if (overflown) text = QStringLiteral("The program printed more than can be kept; it may be of another version.");
  else if (outcome.exit_code != 0) text = of_exit_code(outcome.exit_code);
  else if (outcome.end == End::failed) text = QStringLiteral("The run ended without a result: the program may be of another version, or not archipelago at all.");
  return (text + garbage_text(summary) + (outcome.end == End::finished ? QString() : last_words(outcome.errors))).trimmed();
}

} // namespace archipelago::gui
