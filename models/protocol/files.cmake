target_sources(models PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/rules.cpp
  ${CMAKE_CURRENT_LIST_DIR}/syncer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/packing.cpp
  ${CMAKE_CURRENT_LIST_DIR}/fragmentation.cpp
  ${CMAKE_CURRENT_LIST_DIR}/layer_readiness.cpp
  ${CMAKE_CURRENT_LIST_DIR}/weights.cpp
  ${CMAKE_CURRENT_LIST_DIR}/grace.cpp
  ${CMAKE_CURRENT_LIST_DIR}/closed_forms.cpp
  ${CMAKE_CURRENT_LIST_DIR}/bandwidth_need.cpp)
