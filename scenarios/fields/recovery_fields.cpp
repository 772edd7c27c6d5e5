// Interruptions stage by stage: failures.recovery.
#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

void add_recovery_fields(Fields& fields) {
  const auto stage = [&](const char* key, const char* help, const char* rule) {
    const std::string path = std::string("failures.recovery.") + key;
    fields.push_back({.path = path, .form = Form::measure, .help = std::string(help) + ": a time, or a law", .units = {UnitKind::time}, .range = not_negative,
     .fallback_rule = rule});
    add_law_fields(fields, path);
  };
  fields.push_back({.path = "failures.recovery",
   .help = "interruptions stage by stage: losses then strike on the wall clock, in pauses too, and cut the step under way; absent: return_delay is the whole return",
   .fallback_rule = "none"});
  stage("detection", "noticing a crash", "failures.detection");
  fields.push_back({.path = "failures.recovery.hang_share", .form = Form::number, .help = "of losses under way that hang instead of crashing", .range = share,
   .fallback = "0", .fallback_source = "every loss is a crash"});
  stage("hang_detection", "noticing a hang; needed where hang_share is above 0", "none");
  stage("decision", "from the alarm until a node is asked for", "0 s");
  fields.insert(fields.end(), {
      {.path = "failures.recovery.spares", .form = Form::count, .help = "hot spares in each pool, nodes of one slice: first come, first served; repaired nodes join them",
       .range = {0, 1e6}, .fallback = "0", .fallback_source = "none: a lost slice waits for the queue or its repair"},
      {.path = "failures.recovery.pool", .form = Form::choice, .help = "who shares a pool of spares", .words = {"learner", "site", "run"}, .fallback = "run",
       .fallback_source = "one pool for all"}});
  stage("queue", "until a replacement arrives, asked for where no spare is idle", "none arrives");
  stage("repair", "of the node itself; not with a trace or generator, which has its own", "failures.return_delay");
  stage("warm_image", "loading the image on a spare", "0 s");
  stage("cold_image", "loading the image on any other node", "0 s");
  stage("init", "starting the processes: of the whole unit where it stopped, else of the new node alone", "failures.restart");
  fields.insert(fields.end(), {
      {.path = "failures.recovery.state", .form = Form::choice,
       .help = "where a learner that lost its state has it from: a healthy peer over the network, or its own last checkpoint (its later steps are lost work); "
               "a data-parallel job always has its checkpoint, an elastic one a peer, a server's learners the server",
       .words = {"peer", "checkpoint"}, .fallback_rule = "peer"},
      {.path = "failures.recovery.without_node", .form = Form::choice,
       .help = "a learner that lost a slice goes on with the others, or stops until the place has a node; a data-parallel job always stops, an elastic one never",
       .words = {"shrink", "stop"}, .fallback_rule = "shrink"}});
}

// clang-format on

} // namespace archipelago
