// A study file becomes a Study, or a list of everything that is wrong with it.
#pragma once

#include "scenarios/format/problem.hpp"
#include "scenarios/studies/study.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct StudyFile {
  std::optional<Study> study;                 // only if there are no problems
  std::vector<Problem> problems;
};

bool is_study_file(const std::filesystem::path& file);          // its "format" begins with archipelago-study/
StudyFile read_study(const std::filesystem::path& file);
StudyFile read_study_text(std::string_view text, const std::string& file_name);

} // namespace archipelago
