#include "sim/files/output_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot_write(const std::string& path, std::string_view why) {
  throw OutputError(fmt::format("cannot write {}: {}", path, why));
}

bool is_special(const std::string& path) {
  std::error_code none;
  const auto status = fs::status(path, none);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

std::string real_target(const std::string& path) {   // a link keeps pointing at the file that is replaced
  std::error_code none;
  return fs::is_symlink(path, none) ? fs::weakly_canonical(path, none).string() : path;
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// Some file systems tell of a full disk only here, and a rename must not outrun the bytes.
int to_disk(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = fsync(file) == 0 ? 0 : errno;
  close(file);
  return error;
}

std::string own_descriptor(int file) { return fmt::format("/proc/self/fd/{}", file); }

// Gives a file without a name one; 0, or why it cannot have it.
int name_it(int file, const std::string& name) {
  std::remove(name.c_str());                  // of a process with our number that was killed
  return linkat(AT_FDCWD, own_descriptor(file).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

} // namespace

void check_writable(const std::string& path) {
  if (path.empty()) cannot_write("\"\"", "the name is empty");
  if (fs::is_directory(path)) cannot_write(path, "it is a directory");
  if (is_special(path)) return;
  const std::string shown = folder_of(real_target(path));
  if (!fs::is_directory(shown)) cannot_write(path, fmt::format("there is no directory {}", shown));
  if (access(shown.c_str(), W_OK) != 0) cannot_write(path, fmt::format("{}: {}", shown, std::strerror(errno)));
}

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  check_writable(path_);
  target_ = real_target(path_);
  const bool renames = !is_special(path_);
  if (renames) part_ = fmt::format("{}.{}.part", target_, getpid());
  if (renames) nameless_ = open(folder_of(target_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (nameless_ >= 0) stream_.open(own_descriptor(nameless_), std::ios::binary);
  if (!stream_.is_open()) {                   // a file system that has none, or no /proc
    if (nameless_ >= 0) close(std::exchange(nameless_, -1));
    stream_.clear();
    stream_.open(renames ? part_ : path_, std::ios::binary);
  }
  if (!stream_) cannot_write(path_, std::strerror(errno));
}

OutputFile::~OutputFile() {
  if (stream_.is_open() && !part_.empty() && nameless_ < 0) std::remove(part_.c_str());
  if (nameless_ >= 0) close(nameless_);
}

void OutputFile::commit() {
  if (stream_) errno = 0;   // else it is still the reason of the write that failed
  stream_.flush();
  int error = stream_ ? 0 : errno ? errno : EIO;
  const bool renames = !part_.empty();
  if (!error && renames) error = to_disk(nameless_ >= 0 ? own_descriptor(nameless_) : part_);
  if (!error && nameless_ >= 0) error = name_it(nameless_, part_);
  if (!error && renames && std::rename(part_.c_str(), target_.c_str()) != 0) {
    error = errno;
    std::remove(part_.c_str());
  }
  if (error) cannot_write(path_, std::strerror(error));
  stream_.close();
}

void write_file(const std::string& path, std::string_view text) {
  OutputFile file(path);
  file.stream().write(text.data(), static_cast<std::streamsize>(text.size()));
  file.commit();
}

} // namespace archipelago
