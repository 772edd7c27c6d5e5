// The words that a reader may not know, in plain ones.
#include "reports/proposal/proposal.hpp"

namespace archipelago {

Section words_section(const Evidence&) {
  Section section{"words", "Words", {}};
  ProposalTable table{"words", "What the words mean", {"word", "meaning"}, {}, {}};
  const std::pair<const char*, const char*> words[] = {
      {"Learner", "a group of accelerators that trains a whole copy of the model by itself and exchanges parameters with the others now and then"},
      {"Step", "one pass over a batch of data, after which the parameters change a little"},
      {"Synchronization, merge", "what the learners have learnt since the last one is averaged and handed back; H says after how many steps"},
      {"Syncer", "the program that collects, averages and hands back"},
      {"Quorum K", "how many learners a merge waits for; the others join the next one"},
      {"Overlap", "steps that a learner goes on with while a merge is under way"},
      {"Goodput", "share of the paid accelerator time that went into steps that were kept"},
      {"Uptime", "share of the time in which at least one learner trains"},
      {"Loss, nats", "how far the model's predictions are off, on average over text it has not seen; lower is better"},
      {"Equal loss", "trained on until the model is as good as a synchronous training would be at its target"},
      {"Token efficiency", "tokens that a synchronous training would need for the same loss, over tokens spent"},
      {"Effective tokens", "tokens x token efficiency"},
      {"Baseline, today", "what the proposal is compared with"},
      {"Seed", "one draw of all chance events: failures, jitter, spot prices; several show how much is chance"},
      {"90 % interval", "where the mean lies with 90 % confidence; a difference whose interval includes zero is called no difference"},
      {"Net present value", "later savings, less by a rate for each year that they are away, less what is paid first"},
      {"PUE", "power of the building over power of its computers"}};
  for (const auto& [word, meaning] : words) table.rows.push_back({{{word}}, {{meaning}}});
  section.blocks.push_back(std::move(table));
  return section;
}

}   // namespace archipelago
