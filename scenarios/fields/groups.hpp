// The parts of the field table, one function per page of the format.
#pragma once

#include "scenarios/fields/field.hpp"

#include <string>
#include <vector>

namespace archipelago {

using Fields = std::vector<Field>;

void add_run_fields(Fields& fields);   // format, name, training, simulation
void add_model_fields(Fields& fields);
void add_site_fields(Fields& fields);
void add_learner_fields(Fields& fields);
void add_layout_fields(Fields& fields, const std::string& prefix);
void add_accelerator_fields(Fields& fields, const std::string& prefix);
void add_network_fields(Fields& fields);
void add_day_fields(Fields& fields, const std::string& prefix);   // of a link or a backbone: profile, background
void add_sharing_fields(Fields& fields);   // of the network: backbones, second paths, others' traffic
void add_transport_fields(Fields& fields, const std::string& prefix);
void add_protocol_fields(Fields& fields);
void add_failure_fields(Fields& fields);
void add_recovery_fields(Fields& fields);
void add_law_fields(Fields& fields, const std::string& prefix);
void add_data_fields(Fields& fields);
void add_site_outage_fields(Fields& fields);   // outages and maintenance of sites
void add_link_outage_fields(Fields& fields);   // by laws or a trace
void add_holding_fields(Fields& fields);       // spot capacity
void add_fail_slow_fields(Fields& fields);     // slow spells and silent corruption
void add_storage_fields(Fields& fields);
void add_cost_fields(Fields& fields);

} // namespace archipelago
