// One chart (reports/bar_chart.hpp, as JSON) to an SVG picture of a given size.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace archipelago {

void draw_chart(const nlohmann::json& chart, const std::string& file, int width, int height);

}   // namespace archipelago
