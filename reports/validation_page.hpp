// The page on accuracy: for each table what it was held against, what was fitted and what is predicted, its errors, verdicts and worst rows.
#pragma once

#include "reports/validation.hpp"

#include <string>
#include <vector>

namespace archipelago {

std::string validation_markdown(const std::vector<ValidationTable>& tables);

}   // namespace archipelago
