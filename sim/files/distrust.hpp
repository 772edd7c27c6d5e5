// SQLite for files that anybody may have written: their tables are data, and nothing in them is run.
//
// Views and triggers are refused, functions with effects may not stand in a schema, the file's inner pages may not be written as tables, and one
// value has a greatest length. What breaks a rule is an SQLite error like any other damage.
#pragma once

#include <cstdint>

struct sqlite3;

namespace archipelago {

void distrust(sqlite3* database, std::int32_t longest_value);   // bytes; right after opening

} // namespace archipelago
