#include "gui/base/text.hpp"

#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"
#include "reports/terminal.hpp"

#include <cmath>

namespace archipelago::gui {

namespace {

const Terminal& screen() {
  static const Terminal terminal{.is_tty = false, .no_color = true, .utf8 = true, .width = 100};
  return terminal;
}

// "USD per million tokens" stands under that title already.
QString with_unit(const std::string& number, const Scale& scale) {
  const std::string unit = scale.unit.substr(0, scale.unit.find(" per "));
  return number.empty() ? QString() : to_qt(number + (unit.empty() ? "" : " " + unit));
}

} // namespace

QString quantity(double value, std::string_view unit) { return to_qt(quantity_text(value, unit)); }

QString quantity(const FigureReading& reading, std::string_view unit) {
  const Scale scale = scale_for(std::abs(reading.value), unit);
  return with_unit(reading.interval ? plus_minus_text(reading, scale, screen()) : number_text(reading.value, scale), scale);
}

QString interval(const FigureReading& reading, std::string_view unit) {
  const Scale scale = scale_for(std::abs(reading.value), unit);
  return to_qt(interval_text(reading, scale, screen()));
}

QString rate_setting(double bytes_per_second) {
  double bits = 8 * bytes_per_second;
  const char* unit = "bps";
  for (const char* larger : {"kbps", "Mbps", "Gbps", "Tbps"}) {
    if (bits < 999.95) break;
    bits /= 1000;
    unit = larger;
  }
  return QString::number(bits, 'g', 4) + " " + QLatin1String(unit);
}

QString name_of(TimeClass what) { return to_qt(time_class_names[static_cast<std::size_t>(what)]).replace('_', ' '); }

QString definition_of(TimeClass what) {
  const Figure* figure = find_figure("time_shares." + std::string(time_class_names[static_cast<std::size_t>(what)]));
  return figure ? to_qt(figure->definition) : QString();
}

QString waits_text(double quorum_s, double grace_s) { return QString::number(quorum_s, 'g', 3) + " + " + QString::number(grace_s, 'g', 3) + " s"; }

QString duration_text(double seconds) { return seconds < 0.95 ? QStringLiteral("%1 ms").arg(1000 * seconds, 0, 'f', 0) : QStringLiteral("%1 s").arg(seconds, 0, 'f', 1); }

QString span_text(double seconds) {
  const bool negative = seconds < 0;
  const auto whole = static_cast<qint64>(std::abs(seconds));
  const qint64 days = whole / 86400, rest = whole % 86400;
  QString text = QStringLiteral("%1:%2:%3").arg(rest / 3600, 2, 10, QChar('0')).arg(rest / 60 % 60, 2, 10, QChar('0')).arg(rest % 60, 2, 10, QChar('0'));
  const double fraction = std::abs(seconds) - static_cast<double>(whole);
  if (fraction >= 0.001 && whole < 3600) text += QString::number(fraction, 'f', 3).mid(1);
  return (negative ? "-" : "") + (days > 0 ? QStringLiteral("%1 d ").arg(days) : QString()) + text;
}

QString explanation(std::string_view key) {
  const Figure* figure = find_figure(key);
  if (!figure) return to_qt(key);
  QString text = QStringLiteral("<b>%1</b><br>%2").arg(to_qt(figure->title).toHtmlEscaped(), to_qt(figure->definition).toHtmlEscaped());
  if (!figure->driven_by.empty()) text += QStringLiteral("<br><i>driven by</i> %1").arg(to_qt(figure->driven_by).toHtmlEscaped());
  return QStringLiteral("<p style='white-space:normal'>%1<br><tt>%2</tt></p>").arg(text, to_qt(key).toHtmlEscaped());
}

} // namespace archipelago::gui
