// A profile of a given size in each format, written in pieces: one job after another, each later than the last.
#pragma once

#include "tests/audit/job_files.hpp"

#include <string>

namespace archipelago {

void write_large(const std::string& path, ProfileFormat format, double bytes);   // gz: unpacked

} // namespace archipelago
