#include "tests/audit/trace_writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace archipelago {

namespace {

struct Words { const char *kineto, *kineto_category, *xla, *hlo, *mxnet, *csv; };

Words words_of(Did did) {
  switch (did) {
  case Did::gemm: return {"nvjet_hsh_192x192_64x4_2x1_v_bz_coopB_TNT", "kernel", "fusion.12", "convolution fusion", "FullyConnected", "gemm"};
  case Did::attention: return {"void flash_fwd_kernel<Flash_fwd_kernel_traits<128, 128, 64, 4>>(Flash_fwd_params)", "kernel", "custom-call.3", "flash attention", "_contrib_div_sqrt_dim_attention", "attention"};
  case Did::elementwise: return {"void at::native::vectorized_elementwise_kernel<4, at::native::GeluCUDAKernelImpl>(int)", "kernel", "fusion.4", "loop fusion", "_plus_scalar", "elementwise"};
  case Did::all_reduce: return {"ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevComm*, unsigned long, ncclWork*)", "kernel", "all-reduce.7", "all-reduce", "KVStorePushPull", "all_reduce"};
  case Did::input: return {"enumerate(DataLoader)#_MultiProcessingDataLoaderIter.__next__", "user_annotation", "IteratorGetNext", "", "ImageRecordIter", "data_loading"};
  case Did::host: return {"aten::item", "cpu_op", "TfOpRun", "", "WaitForVar", "host"};
  case Did::checkpoint: return {"torch/serialization.py(620): save", "python_function", "SaveV2", "", "save_checkpoint", "checkpoint"};
  case Did::step: return {"ProfilerStep#", "user_annotation", "", "", "", "step"};
  }
  return {};
}

bool on_device(Did did) { return did <= Did::all_reduce; }
std::string micro(std::int64_t ns) { return fmt::format("{}.{:03}", ns / 1000, ns % 1000); }
std::string micro_pair(const SyntheticEvent& event) { return fmt::format(R"("ts": {}, "dur": {})", micro(event.begin_ns), micro(event.end_ns - event.begin_ns)); }

} // namespace

std::vector<std::string> kineto_entries(const std::vector<SyntheticEvent>& events) {
  std::vector<std::string> entries;
  int id = 0;
  for (const SyntheticEvent& event : events) {
    const Words words = words_of(event.did);
    ++id;
    const std::string name = event.did == Did::step ? fmt::format("ProfilerStep#{}", event.step) : words.kineto;
    const std::string where = on_device(event.did) ? fmt::format(R"("pid": {}, "tid": 7)", event.rank) : R"("pid": 4242, "tid": 4242)";
    const std::string args = on_device(event.did) ? fmt::format(R"({{"External id": {}, "device": {}, "stream": 7, "grid": [132, 1, 1]}})", id, event.rank)
                                                  : fmt::format(R"({{"External id": {}, "Ev Idx": {}}})", 1'000'000 + id, id);
    entries.push_back(fmt::format(R"({{"ph": "X", "cat": "{}", "name": "{}", {}, {}, "args": {}}})", words.kineto_category, name, where, micro_pair(event), args));
    if (event.did != Did::gemm) continue;
    entries.push_back(fmt::format(R"({{"ph": "X", "cat": "cpu_op", "name": "aten::mm", "pid": 4242, "tid": 4242, "ts": {}, "dur": 4.5, "args": {{"External id": {}, )"
                                  R"("Input Dims": [[4096, 8192], [8192, 1024]], "Input type": ["c10::BFloat16", "c10::BFloat16"]}}}})", micro(event.begin_ns), id));
    entries.push_back(fmt::format(R"({{"ph": "s", "id": {}, "pid": 4242, "tid": 4242, "ts": {}, "cat": "ac2g", "name": "ac2g"}})", id, micro(event.begin_ns)));
  }
  return entries;
}

std::string trace_document(const std::vector<std::string>& entries) { return fmt::format("{{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n{}\n]}}\n", fmt::join(entries, ",\n")); }

std::string kineto_document(const std::vector<std::string>& entries, std::optional<int> rank, int world_size) {
  const std::string job = rank ? fmt::format(R"("distributedInfo": {{"backend": "nccl", "rank": {}, "world_size": {}, "pg_config": [{{"ranks": [0]}}]}},)", *rank, world_size) : "";
  return fmt::format("{{\"schemaVersion\": 1, {}\n\"deviceProperties\": [{{\"id\": 0, \"name\": \"NVIDIA H100 80GB HBM3\", \"totalGlobalMem\": 84942979072}}],\n"
                     "\"traceEvents\": [\n{}\n],\n\"traceName\": \"trace.json\"}}\n", job, fmt::join(entries, ",\n"));
}

std::vector<std::string> xla_metadata(int ranks) {
  std::vector<std::string> entries{R"({"ph": "M", "pid": 701, "name": "process_name", "args": {"name": "/host:CPU"}})",
                                   R"({"ph": "M", "pid": 701, "tid": 1, "name": "thread_name", "args": {"name": "python"}})"};
  for (int rank = 0; rank < ranks; ++rank) {
    entries.push_back(fmt::format(R"({{"ph": "M", "pid": {}, "name": "process_name", "args": {{"name": "/device:TPU:{}"}}}})", rank + 3, rank));
    for (const auto& [thread, name] : {std::pair{1, "Steps"}, {2, "XLA Modules"}, {3, "XLA Ops"}})
      entries.push_back(fmt::format(R"({{"ph": "M", "pid": {}, "tid": {}, "name": "thread_name", "args": {{"name": "{}"}}}})", rank + 3, thread, name));
  }
  return entries;
}

std::vector<std::string> xla_entries(const std::vector<SyntheticEvent>& events) {
  std::vector<std::string> entries;
  for (const SyntheticEvent& event : events) {
    const Words words = words_of(event.did);
    const auto entry = [&](int process, int thread, const std::string& name, const std::string& args) {
      entries.push_back(fmt::format(R"({{"ph": "X", "pid": {}, "tid": {}, {}, "name": "{}", "args": {{{}}}}})", process, thread, micro_pair(event), name, args));
    };
    if (event.did == Did::step) {
      entry(event.rank + 3, 1, fmt::format("{}", event.step), R"("group_id": "1")");
      entry(event.rank + 3, 2, "jit_train_step(123)", "");   // the module covers the step and must not count as work
      entry(event.rank + 3, 3, "while.1", R"("hlo_category": "while")");
    } else if (on_device(event.did)) {
      entry(event.rank + 3, 3, words.xla, fmt::format(R"("hlo_category": "{}", "model_flops": "{}", "bytes_accessed": "1048576")", words.hlo, event.did == Did::gemm ? 68719476736 : 0));
    } else if (event.rank == events.front().rank) {   // hosts write a file each
      entry(701, 1, words.xla, "");
    }
  }
  return entries;
}

std::vector<std::string> mxnet_entries(const std::vector<SyntheticEvent>& events) {
  std::vector<std::string> entries{R"({"ph": "M", "args": {"name": "cpu/0"}, "pid": 0, "name": "process_name"})",
                                   R"({"ph": "M", "args": {"name": "gpu/0"}, "pid": 1, "name": "process_name"})"};
  for (const SyntheticEvent& event : events) {
    if (event.did == Did::step || event.rank != 0) continue;
    for (const char phase : {'B', 'E'})
      entries.push_back(fmt::format(R"({{"name": "{}", "cat": "operator", "ph": "{}", "ts": {}, "pid": {}, "tid": 1401}})", words_of(event.did).mxnet, phase,
                                    micro(phase == 'B' ? event.begin_ns : event.end_ns), on_device(event.did) ? 1 : 0));
  }
  return entries;
}

std::string csv_text(const std::vector<SyntheticEvent>& events) {
  std::string text = "rank,category,name,start_us,duration_us\n";
  for (const SyntheticEvent& event : events) {
    const Words words = words_of(event.did);
    text += fmt::format("{},{},\"{}\",{},{}\n", event.rank, words.csv, event.did == Did::step ? fmt::format("step {}", event.step) : words.kineto,
                        micro(event.begin_ns), micro(event.end_ns - event.begin_ns));
  }
  return text;
}

} // namespace archipelago
