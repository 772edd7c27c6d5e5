// Stands in for libFuzzer where there is none: hands each file of the folders named on the command line to the target, once as it is and
// once cut in half. What any of them once crashed, hung or broke does so no more.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
      std::fprintf(stderr, "%s\n", entry.path().filename().c_str());   // the last one named is the one that broke
      const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
      LLVMFuzzerTestOneInput(data, bytes.size());
      LLVMFuzzerTestOneInput(data, bytes.size() / 2);
      ++files;
    }
  std::printf("%d files\n", files);
  return files > 0 ? 0 : 1;
}
