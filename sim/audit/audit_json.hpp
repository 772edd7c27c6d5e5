// An audit as JSON ("archipelago-audit/1"); the keys are listed in this folder's README.
#pragma once

#include "sim/audit/audit_files.hpp"

#include <nlohmann/json_fwd.hpp>

namespace archipelago {

nlohmann::json audit_document(const AuditAnswer& answer);

} // namespace archipelago
