// Draws traces of outages from their laws. A draw is keyed by (seed, process, domain, purpose, incident): the same seed gives the same
// trace, and more nodes leave those of the others as they are.
#pragma once

#include "models/failures/generators/outage_law.hpp"

#include <memory>
#include <string_view>

namespace archipelago {

struct GeneratorRequest {
  std::uint64_t seed = 1;
  std::uint32_t nodes = 1;
  Seconds horizon;
  std::string_view process = "outages";       // tells the processes of one file apart
};

class OutageGenerator {                       // for many traces of one law
public:
  explicit OutageGenerator(OutageLaw law, std::shared_ptr<const LengthTable> lengths = nullptr)   // of law.length; nothing: made here
      : law_(std::move(law)), lengths_(lengths ? std::move(lengths) : std::make_shared<const LengthTable>(law_.length)) {}
  OutageTrace operator()(const GeneratorRequest& request) const;

private:
  OutageLaw law_;
  std::shared_ptr<const LengthTable> lengths_;
};

OutageTrace generate_outages(const OutageLaw& law, const GeneratorRequest& request);
OutageTrace generate_maintenance(const MaintenanceLaw& law, const GeneratorRequest& request);

// All rows of both, sorted; the same nodes and horizon. Causes are kept apart by name.
OutageTrace joined(OutageTrace a, const OutageTrace& b);

} // namespace archipelago
