target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/energy.cpp
  ${CMAKE_CURRENT_LIST_DIR}/ledger.cpp
  ${CMAKE_CURRENT_LIST_DIR}/prices.cpp
  ${CMAKE_CURRENT_LIST_DIR}/return_on_investment.cpp
  ${CMAKE_CURRENT_LIST_DIR}/worth.cpp)
