// Reads the SQLite export of Nsight Systems (`nsys export --type sqlite`).
//
// The schema varies with the version and with what was traced, so the file is asked which tables and columns it has:
//   CUPTI_ACTIVITY_KIND_KERNEL    start, end, deviceId, globalPid, shortName, demangledName (numbers in StringIds)
//   CUPTI_ACTIVITY_KIND_MEMCPY, _MEMSET    start, end, deviceId, bytes, copyKind (1 to device, 2 to host, 8 on it, 10 to a peer)
//   CUPTI_ACTIVITY_KIND_RUNTIME   start, end, nameId, globalTid: the host launching and waiting
//   NVTX_EVENTS                   start, end, text or textId, globalTid: ranges; "step 12" marks a step
//   TARGET_INFO_GPU               name
// One process with one device is one rank, in order of process and device. Host rows belong to their process's ranks.
#pragma once

#include "models/audit/readers/read_report.hpp"

#include <string>

namespace archipelago {

ReadReport read_nsight(const std::string& path, ProfileSink& sink);

} // namespace archipelago
