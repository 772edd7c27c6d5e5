// Output files, whole or not at all: written beside the target without a name, then renamed over it. A writer that is killed leaves nothing
// behind; where a file system has no files without names, a part under a name of its own (`TARGET.PID.part`).
//
// An OutputError names the file and the reason: no such folder, a directory, a full disk.
// Devices and pipes have nothing to rename over and are written directly.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace archipelago {

struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void check_writable(const std::string& path);        // before a long run, without touching the file

class OutputFile {
public:
  explicit OutputFile(std::string path);
  ~OutputFile();                                      // without commit(): the target stays as it was
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return stream_; }
  void commit();

private:
  std::string path_, target_, part_;           // no part of a device or pipe
  int nameless_ = -1;
  std::ofstream stream_;
};

void write_file(const std::string& path, std::string_view text);

} // namespace archipelago
