#include "tests/audit/nsight_writer.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include <sqlite3.h>

namespace archipelago {

namespace {

constexpr const char* strings = R"(
CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO StringIds VALUES (1, 'nvjet_hsh_192x192_64x4_2x1_v_bz_coopB_TNT'), (2, 'flash_fwd_kernel'), (3, 'vectorized_elementwise_kernel'),
  (4, 'ncclDevKernel_AllReduce_Sum_bf16_RING_LL'), (5, 'data loading'), (6, 'cudaDeviceSynchronize_v3020'), (7, 'checkpoint');
)";

std::int64_t process_of(int rank) { return (std::int64_t(0x1000000) * (500 + rank)) | (std::int64_t(1) << 48); }

std::string range_row(const SyntheticEvent& event, const NsightSchema& schema, int& next_id) {
  const std::string name = event.did == Did::step ? fmt::format("step {}", event.step) : event.did == Did::input ? "data loading" : "checkpoint";
  if (schema.text_in_place) return fmt::format("INSERT INTO NVTX_EVENTS VALUES ({}, {}, '{}', {});\n", event.begin_ns, event.end_ns, name, process_of(event.rank) + 77);
  const int id = ++next_id;
  return fmt::format("INSERT INTO StringIds VALUES ({}, '{}');\nINSERT INTO NVTX_EVENTS VALUES ({}, {}, {}, {});\n", id, name, event.begin_ns, event.end_ns, id,
                     process_of(event.rank) + 77);
}

} // namespace

void write_database(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  char* fault = nullptr;
  sqlite3_exec(database, ("BEGIN;\n" + sql + "COMMIT;\n").c_str(), nullptr, nullptr, &fault);
  const std::string why = fault ? fault : "";
  sqlite3_free(fault);
  sqlite3_close(database);
  if (!why.empty()) throw std::runtime_error(why);
}

void write_nsight(const std::string& path, const std::vector<SyntheticEvent>& events, const NsightSchema& schema) {
  std::string sql = strings;
  sql += fmt::format("CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER{}, {}shortName INTEGER);\n",
                     schema.process_ids ? ", globalPid INTEGER" : "", schema.demangled_names ? "demangledName INTEGER, " : "");
  if (schema.nvtx) sql += fmt::format("CREATE TABLE NVTX_EVENTS (start INTEGER, end INTEGER, {}, globalTid INTEGER);\n", schema.text_in_place ? "text TEXT" : "textId INTEGER");
  if (schema.runtime) sql += "CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER, end INTEGER, globalTid INTEGER, nameId INTEGER);\n";
  if (schema.gpu_info) sql += "CREATE TABLE TARGET_INFO_GPU (id INTEGER, name TEXT);\nINSERT INTO TARGET_INFO_GPU VALUES (0, 'NVIDIA A100-SXM4-80GB');\n";
  int next_id = 100;
  for (const SyntheticEvent& event : events) {
    const int name = static_cast<int>(event.did) + 1;
    if (event.did <= Did::all_reduce)
      sql += fmt::format("INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES ({}, {}, {}, 7{}, {}{});\n", event.begin_ns, event.end_ns, event.rank,
                         schema.process_ids ? fmt::format(", {}", process_of(event.rank)) : "", schema.demangled_names ? fmt::format("{}, ", name) : "", name);
    else if (event.did == Did::host && schema.runtime)
      sql += fmt::format("INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES ({}, {}, {}, 6);\n", event.begin_ns, event.end_ns, process_of(event.rank) + 77);
    else if (event.did != Did::host && schema.nvtx)
      sql += range_row(event, schema, next_id);
  }
  write_database(path, sql);
}

} // namespace archipelago
