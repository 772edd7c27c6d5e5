// An audit on one screen: the verdict first, then where the time went, kernels, steps and ranks.
#pragma once

#include "reports/terminal.hpp"
#include "sim/audit/audit_files.hpp"

#include <string>

namespace archipelago {

std::string audit_text(const AuditAnswer& answer, const Terminal& terminal);
std::string verdict_text(const Audit& audit);   // one sentence: the bottleneck and what it costs
std::string kernel_text(const AuditAnswer& answer, const Terminal& terminal);   // efficiency by class; names that match nothing

} // namespace archipelago
