// The course of goodput over the range of a knob, as a Chart.
#pragma once

#include "gui/data/course.hpp"
#include "gui/data/knobs.hpp"
#include "reports/chart.hpp"

namespace archipelago::gui {

Chart course_chart(const Knob& knob, const std::vector<CoursePoint>& course, double now, double goodput_now);

} // namespace archipelago::gui
