// The parts of the terminal summary that are tables: headline figures, time shares, learners, links.
#pragma once

#include "models/result.hpp"
#include "reports/reading.hpp"
#include "reports/terminal.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

std::string headline_table(const nlohmann::json& document, const Terminal& terminal);
std::string share_bars(const nlohmann::json& document, const Terminal& terminal);
std::string learner_table(const nlohmann::json& document, const Terminal& terminal);
std::string data_table(const nlohmann::json& document, const Terminal& terminal);   // empty without a data path
std::string link_table(const nlohmann::json& document, const Terminal& terminal);         // links and backbones
std::string background_table(const nlohmann::json& document, const Terminal& terminal);   // empty where nobody else is there
std::string disturbance_table(const nlohmann::json& document, const Terminal& terminal);   // empty without any

// The time classes of the whole run with their shares, largest first; those without time are left out.
struct ClassShare {
  TimeClass what;
  FigureReading share;
};
std::vector<ClassShare> shares_by_size(const nlohmann::json& document);

// What `unknown` says that a key needs; empty when it says nothing.
std::string needs_of(const nlohmann::json& document, std::string_view key);

}   // namespace archipelago
