// Parts of the risks: what crosses which border, what software has of the method.
#pragma once

#include "reports/proposal/content.hpp"
#include "reports/proposal/evidence.hpp"

namespace archipelago {

struct Border {
  std::string inside, outside;                // zones; several hubs and zones beyond: joined
  std::vector<std::size_t> out, in;           // entries of links in each direction
  bool at_most = false;                       // a hub's traffic of several sites inside may stay inside
};
std::vector<Border> borders_of(const Source& source);          // between the zones of a result's sites

std::vector<Block> border_blocks(const Evidence& evidence);
std::vector<Block> compatibility_blocks(const Evidence& evidence);

}   // namespace archipelago
