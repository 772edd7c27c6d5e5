// What `validate` prints: each table with its rows, then its errors by kind and the verdict against its target.
#pragma once

#include "reports/terminal.hpp"
#include "reports/validation.hpp"

#include <string>
#include <vector>

namespace archipelago {

std::string validation_text(const std::vector<ValidationTable>& tables, const Terminal& terminal);

}   // namespace archipelago
