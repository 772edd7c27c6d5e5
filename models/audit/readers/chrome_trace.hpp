// Reads a profile in the Trace Event Format: PyTorch Kineto, TensorFlow and JAX (XLA), MXNet.
//
// Either {"traceEvents": [...], ...} or the bare array. PyTorch adds "distributedInfo" (rank, world_size) and
// "deviceProperties" (name). Streams: memory does not grow with the file. A file that ends or breaks early gives what
// came before, and the report says at which byte.
#pragma once

#include "models/text/byte_source.hpp"
#include "models/audit/readers/read_report.hpp"

namespace archipelago {

ReadReport read_chrome_trace(ByteSource& source, ProfileSink& sink);

} // namespace archipelago
