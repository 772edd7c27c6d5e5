// A gzip file's contents, a piece at a time; several members one after the other count as one file.
#pragma once

#include "models/text/byte_source.hpp"

#include <string>

struct gzFile_s;

namespace archipelago {

class GzipSource : public ByteSource {
public:
  explicit GzipSource(const std::string& path);   // opens plain files too; what is no gzip is handed on as it is
  ~GzipSource() override;
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(char* into, std::size_t most) override;
  bool opened() const { return file_ != nullptr; }
  const std::string& fault() const { return fault_; }   // damaged or cut off; empty if neither

private:
  gzFile_s* file_;
  std::string fault_;
};

} // namespace archipelago
