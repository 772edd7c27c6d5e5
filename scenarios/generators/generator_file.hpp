// Generators as files: "archipelago-law/1", written by `trace fit`, read by `trace generate`, collected in catalogues/generators.json.
//
// All that is wrong with a file is found at once, with its place. The part "fit" (how well the law stands for its trace) is written for
// people and not read back.
#pragma once

#include "models/failures/generators/processes.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>

namespace archipelago {

struct GeneratorFile {
  std::optional<Generator> generator;         // only if there are no problems
  std::vector<Problem> problems;
};

GeneratorFile read_generator(const std::filesystem::path& file);
GeneratorFile read_generator_text(std::string_view text, const std::string& file_name);

// Of a file that ends in .json (or is there), else of a catalogue entry; nothing, and why, line by line, if it is neither or faulty.
std::optional<Generator> generator_named(const std::string& name, const Catalogues& catalogues, std::vector<std::string>& faults, std::string& nearest);

nlohmann::ordered_json generator_document(const Generator& generator);   // numbers to four digits

} // namespace archipelago
