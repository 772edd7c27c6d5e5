#include "sim/files/gzip_source.hpp"

#include <algorithm>

#include <zlib.h>

namespace archipelago {

GzipSource::GzipSource(const std::string& path) : file_(gzopen(path.c_str(), "rb")) {
  if (file_) gzbuffer(file_, 1U << 18);
}

GzipSource::~GzipSource() {
  if (file_) gzclose(file_);
}

std::size_t GzipSource::read(char* into, std::size_t most) {
  constexpr std::size_t at_once = std::size_t(1) << 30;
  const int count = gzread(file_, into, static_cast<unsigned>(std::min(most, at_once)));
  int error = Z_OK;
  const char* const message = gzerror(file_, &error);
  if (error != Z_OK && error != Z_STREAM_END && fault_.empty()) fault_ = error == Z_BUF_ERROR ? "the gzip data ends early" : std::string("the gzip data is damaged: ") + message;
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

} // namespace archipelago
