// What a team says about its infrastructure of today, where no profile was audited: a short questionnaire ("archipelago-questionnaire/1").
//
// Every answer may be left out: a proposal then lists it as not given. Reading collects problems with file, line, path and the nearest
// name, as of a scenario; a questionnaire with problems is not used.
#pragma once

#include "scenarios/format/problem.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

struct QuestionnaireFile {
  nlohmann::json document;                    // as read
  std::vector<Problem> problems;
};
QuestionnaireFile read_questionnaire(const std::filesystem::path& file);

struct Question { std::string path, help; };  // "storage.checkpoint_time"
std::vector<Question> questions();            // all, in the order of the form; of a list those of its items ("accelerators[].name")

}   // namespace archipelago
