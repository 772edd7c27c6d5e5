// A plan's reasons in words: what the terminal's report says, for a page.
#include "gui/base/text.hpp"
#include "gui/data/plan_reading.hpp"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

QString safe(const json& object, const char* key) { return to_qt(text_at(object, key)).toHtmlEscaped(); }

QString change_words(const std::optional<FigureReading>& change, const std::string& unit) {
  if (!change) return QObject::tr("an unknown difference");
  const QString size = quantity(FigureReading{change->value, change->interval, change->n}, unit).toHtmlEscaped();
  return (change->value > 0 ? "+" : "") + size;
}

QString against(const json& comparison, const std::string& unit, const QString& goal) {
  const auto change = comparison.contains("change") ? reading_of(comparison["change"]) : std::nullopt;
  QString text = QObject::tr("<p><b>Against %1:</b> %2 there is %3.").arg(safe(comparison, "with"), goal, change_words(change, unit));
  if (const QString note = safe(comparison, "note"); !note.isEmpty()) text += QObject::tr(" It %1.").arg(note);
  const json& reversals = comparison["reversals"];
  if (reversals.empty()) return text + QObject::tr(" They are the same point.</p>");
  const bool decided = reversals.front().value("decides", false);
  text += decided ? QObject::tr(" What decides: <b>%1</b>.").arg(safe(reversals.front(), "key")) : QObject::tr(" No one axis decides it: none of them turned back alone makes the winner worse for sure.");
  text += QObject::tr("</p><table cellpadding=4><tr><td><i>turned back alone</i></td><td><i>winner</i></td><td><i>other</i></td><td><i>%1 would change by</i></td></tr>").arg(goal);
  for (const json& reversal : reversals) {
    const auto turned = reversal.contains("change") ? reading_of(reversal["change"]) : std::nullopt;
    const QString note = safe(reversal, "note");
    text += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td align=right>%4%5</td></tr>").arg(safe(reversal, "key"), safe(reversal, "winner"), safe(reversal, "other"),
                                                                                          turned ? change_words(turned, unit) : QString(), note.isEmpty() ? QString() : (turned ? "; " : "") + note);
  }
  return text + "</table>";
}

QString flip_words(const json& flip) {
  const QString present = safe(flip, "present"), key = safe(flip, "key") + (present.isEmpty() ? QString() : QObject::tr(" (now %1)").arg(present)), rival = safe(flip, "against");
  const json& sides = flip["sides"];
  if (sides.size() != 2) return QObject::tr("%1: not known along its range").arg(key);
  const auto low = reading_of(sides[0]["margin"]), high = reading_of(sides[1]["margin"]);
  if (!low || !high) return QObject::tr("%1: not known along its range").arg(key);
  const QString from = safe(sides[0], "value"), to = safe(sides[1], "value");
  const bool ahead_below = low->value >= 0;
  if (!flip.value("found", false))
    return ahead_below ? QObject::tr("%1: from %2 to %3 the winner stays ahead of %4").arg(key, from, to, rival) : QObject::tr("%1: from %2 to %3 %4 is ahead").arg(key, from, to, rival);
  return ahead_below ? QObject::tr("<b>%1</b>: %2 wins from %3, the winner still at %4").arg(key, rival, to, from) : QObject::tr("<b>%1</b>: %2 wins up to %3, the winner still at %4").arg(key, rival, from, to);
}

QString bullets(const QString& title, const QStringList& lines) {
  return lines.isEmpty() ? QString() : QStringLiteral("<p><b>%1</b></p><ul><li>%2</li></ul>").arg(title, lines.join("</li><li>"));
}

QStringList words_of(const json& document, const char* key) {
  QStringList words;
  for (const json& line : document[key])
    if (line.is_string()) words << to_qt(line.get_ref<const std::string&>()).toHtmlEscaped();
  return words;
}

} // namespace

QString plan_words(const PlanReading& plan) {
  if (!plan.document) return {};
  const json& document = *plan.document;
  const std::string unit = plan.figures.front().unit;
  const QString goal = plan.figures.front().title.toHtmlEscaped();
  if (plan.winner < 0) return bullets(QObject::tr("No point keeps to all limits. Nearest to each:"), words_of(document, "nearest_to_limits")) + bullets(QObject::tr("Notes"), words_of(document, "notes"));
  const PlanRow& best = plan.rows[static_cast<std::size_t>(plan.winner)];
  QStringList values;
  for (qsizetype k = 0; k < plan.keys.size(); ++k) values << QStringLiteral("%1 = %2").arg(plan.keys[k].toHtmlEscaped(), best.values[k].toHtmlEscaped());
  QString text = QObject::tr("<p><b>Point %1 wins</b>%2:<br>%3</p>").arg(best.number).arg(best.figures.front() ? ", " + goal + " " + quantity(*best.figures.front(), unit).toHtmlEscaped() : QString(), values.join("<br>"));
  QStringList level;
  for (const json& number : document["level_with_winner"])
    if (number.is_number_integer()) level << QString::number(number.get<std::int64_t>());
  if (!level.isEmpty()) text += QObject::tr("<p>These cannot be told from it: points %1.</p>").arg(level.join(", "));
  for (const json& comparison : document["comparisons"]) text += against(comparison, unit, goal);
  text += bullets(QObject::tr("Room within the limits"), words_of(document, "room"));
  QStringList flips;
  for (const json& flip : document["flips"]) flips << flip_words(flip);
  text += bullets(QObject::tr("What would flip it"), flips);
  const QStringList unmoved = words_of(document, "no_flip");
  if (!unmoved.isEmpty()) text += QObject::tr("<p>No flip from a quarter to four times of the present value, as the closed form has it: %1.</p>").arg(unmoved.join(", "));
  return text + bullets(QObject::tr("Notes"), words_of(document, "notes"));
}

QString search_words(const PlanReading& plan) {
  if (!plan.document) return {};
  const json& search = (*plan.document)["search"];
  const auto count = [&](const char* key) { return search.contains(key) && search[key].is_number() ? search[key].get<std::int64_t>() : 0; };
  QStringList lines{QObject::tr("%1 points in the design").arg(count("design"))};
  if (count("left_out") > 0) lines << QObject::tr("%1 left out by conditions on keys").arg(count("left_out"));
  for (const json& refused : search["refused"]) lines << QObject::tr("%1 cannot be played: %2").arg(refused.value("points", 0)).arg(safe(refused, "reason"));
  if (count("surely_misses") > 0) lines << QObject::tr("%1 surely miss a limit, as their forecasts have it").arg(count("surely_misses"));
  if (count("surely_behind") > 0) lines << QObject::tr("%1 are surely behind, as their forecasts have it").arg(count("surely_behind"));
  if (count("not_looked_at") > 0) lines << QObject::tr("%1 not played although their forecasts leave it open").arg(count("not_looked_at"));
  for (const json& rung : search["rungs"])
    lines << QObject::tr("%1 played with %2; after that %3 may still win").arg(rung.value("points", 0)).arg(rung.value("seeds", 0) == 1 ? QObject::tr("1 seed") : QObject::tr("%1 seeds").arg(rung.value("seeds", 0))).arg(rung.value("contenders", 0));
  const double whole = static_cast<double>(count("grid_runs"));
  QString text = bullets(QObject::tr("How the points thinned out"), lines);
  text += QObject::tr("<p>%1 runs of the %2 of the whole design (%3 %), and %4 to explain the winner.</p>").arg(count("runs")).arg(count("grid_runs")).arg(whole > 0 ? 100.0 * static_cast<double>(count("runs")) / whole : 0, 0, 'f', 1).arg(count("explanation_runs"));
  QStringList forecasts;
  for (const auto& [key, forecast] : search["forecasts"].items()) {
    const double spread = 2 * forecast.value("spread", 0.0);
    const int place = plan.figure(key);
    forecasts << QStringLiteral("%1 ± %2").arg(place >= 0 ? plan.figures[static_cast<std::size_t>(place)].title.toHtmlEscaped() : to_qt(key),
                                               forecast.value("relative", false) ? QString::number(100 * spread, 'g', 2) + " %" : quantity(spread, place >= 0 ? plan.figures[static_cast<std::size_t>(place)].unit : ""));
  }
  return text + bullets(QObject::tr("What forecasts are off by (two root mean squares, left-out points)"), forecasts);
}

} // namespace archipelago::gui
