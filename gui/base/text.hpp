// Numbers and names as words on the screen: those of reports, as Qt's texts.
#pragma once

#include "models/result.hpp"
#include "reports/reading.hpp"

#include <QString>

#include <string_view>

namespace archipelago::gui {

inline QString to_qt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString quantity(double value, std::string_view unit);                     // "1.504 s", as the CLI prints it
QString quantity(const FigureReading& reading, std::string_view unit);     // "94.31 ± 0.19 %"
QString interval(const FigureReading& reading, std::string_view unit);     // "94.12 … 94.50", in the unit that the value is shown in; empty for one seed
QString rate_setting(double bytes_per_second);                             // "400 Mbps", as a scenario has it
QString name_of(TimeClass what);                                           // "exposed communication"
QString definition_of(TimeClass what);                                     // from the table of figures
QString waits_text(double quorum_s, double grace_s);                       // "0 + 1.29 s"
QString duration_text(double seconds);                                     // "43 ms", "2.1 s": what somebody waited
QString span_text(double seconds);                                         // "3 d 04:05:06", of a date in a run

// What a figure means, for tooltips: its title, definition, key and what drives it.
QString explanation(std::string_view key);

} // namespace archipelago::gui
