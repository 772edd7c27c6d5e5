// `run --stream`: every record of every run as one line of JSON on stdout, for programs that watch.
//
// Records as sim/study/records.hpp has them. After the last run comes one result with "run": -1: all seeds together, as
// the result file has them.
#pragma once

#include "sim/study/supervisor.hpp"

#include <nlohmann/json_fwd.hpp>

namespace archipelago {

class StreamPrinter : public Listener {
public:
  void on_record(std::size_t run, std::string_view line) override;
};

void print_stream_end(const nlohmann::json& document);

} // namespace archipelago
