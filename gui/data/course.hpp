// A figure at a value of a knob.
#pragma once

namespace archipelago::gui {

struct CoursePoint { double value = 0, goodput = 0; };

} // namespace archipelago::gui
