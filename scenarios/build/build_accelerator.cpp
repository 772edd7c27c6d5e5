#include "scenarios/build/build_accelerator.hpp"

namespace archipelago {

Accelerator build_accelerator(const Part& part) {
  Accelerator accelerator;
  accelerator.name = part.text("name").value_or("custom");
  accelerator.vendor = part.text("vendor").value_or("");
  accelerator.peak_bf16 = part.quantity<FlopsPerSecond>("peak_bf16").value_or(FlopsPerSecond(0));
  accelerator.peak_fp8 = part.quantity<FlopsPerSecond>("peak_fp8");
  accelerator.peak_fp4 = part.quantity<FlopsPerSecond>("peak_fp4");
  accelerator.memory = part.quantity<Bytes>("memory").value_or(Bytes(0));
  accelerator.memory_bandwidth = part.quantity<BytesPerSecond>("memory_bandwidth").value_or(BytesPerSecond(0));
  accelerator.interconnect = part.quantity<BytesPerSecond>("interconnect").value_or(BytesPerSecond(0));
  accelerator.node_size = static_cast<int>(part.count("node_size").value_or(accelerator.node_size));
  accelerator.domain_size = static_cast<int>(part.count("domain_size").value_or(accelerator.node_size));
  accelerator.power = part.quantity<Watts>("power").value_or(Watts(0));
  accelerator.server_power = part.quantity<Watts>("server_power");
  accelerator.mfu = part.number("mfu").value_or(0);
  accelerator.mfu_source = part.text("mfu_source").value_or(part.has("mfu") ? "given" : "");
  accelerator.profile = part.text("profile").value_or("");
  accelerator.source = part.text("source").value_or("given");
  accelerator.date = part.text("date").value_or("");
  return accelerator;
}

} // namespace archipelago
