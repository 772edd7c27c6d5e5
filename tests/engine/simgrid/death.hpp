// How a piece of a test that must not survive ended.
#pragma once

#include <functional>
#include <string>

namespace archipelago {

// What isolated() says of a body that throws or whose process dies; empty when it lives.
std::string death_of(const std::function<void()>& body);

std::string died_of(int signal);

} // namespace archipelago
