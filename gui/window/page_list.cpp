#include "gui/window/page_list.hpp"

#include "gui/pages/compare_page.hpp"
#include "gui/pages/explain_page.hpp"
#include "gui/pages/plan_page.hpp"
#include "gui/pages/report_page.hpp"
#include "gui/pages/run_page.hpp"
#include "gui/pages/scenario_page.hpp"
#include "gui/pages/start_page.hpp"
#include "gui/pages/sweep_page.hpp"
#include "gui/pages/what_if_page.hpp"
#include "gui/pages/world_page.hpp"

namespace archipelago::gui {

std::vector<Page*> make_pages(Session& session) {
  return {new StartPage(session), new ScenarioPage(session), new WorldPage(session), new RunPage(session),
          new ExplainPage(session), new WhatIfPage(session), new ComparePage(session), new SweepPage(session), new PlanPage(session), new ReportPage(session)};
}

void refresh_theme(const std::vector<Page*>& pages) {
  for (Page* page : pages) page->refresh_theme();
}

} // namespace archipelago::gui
