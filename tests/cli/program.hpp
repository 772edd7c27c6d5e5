// The built program, started like a user does, and what came out of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace archipelago {

struct Ended { int code; std::string out, err; };   // code 128 + n: killed by signal n

// `prepare` is called in the new process before the program begins: limits, descriptors, environment.
using Prepare = std::function<void()>;
Ended run_program(std::vector<std::string> arguments, const Prepare& prepare = {});

// Runs it and calls `watch` with every line of its stdout as it comes, and with the program's process id.
Ended watch_program(std::vector<std::string> arguments, const std::function<void(const std::string& line, pid_t program)>& watch, const Prepare& prepare = {});

// Runs it and sends it the signal as soon as it is `ready`; `orphans`: those of its children that outlived it.
struct Stopped { Ended ended; std::size_t orphans = 0; };
Stopped stop_program(std::vector<std::string> arguments, int signal, const std::function<bool(pid_t program)>& ready);

class ScratchFolder {                               // new and empty; gone with the object
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::size_t entries() const;

private:
  std::string path_;
};

std::string read_text(const std::string& path);
bool contains(std::string_view text, std::string_view part);

inline const std::string four_nodes = std::string(SOURCE_ROOT) + "/scenarios/examples/four-nodes-1g.json";
inline const std::string four_regions = std::string(SOURCE_ROOT) + "/scenarios/examples/four-regions.json";

} // namespace archipelago
