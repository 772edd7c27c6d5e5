# The models for other projects: a static library, its headers, and what find_package(archipelago) reads.
include(CMakePackageConfigHelpers)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/archipelago)

set_target_properties(models PROPERTIES OUTPUT_NAME archipelago-models)
target_compile_features(models INTERFACE cxx_std_20)
target_include_directories(models INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/archipelago>)
install(TARGETS models EXPORT archipelago ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT models)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/models DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/archipelago COMPONENT models FILES_MATCHING PATTERN *.hpp)
install(EXPORT archipelago NAMESPACE archipelago:: FILE archipelago-targets.cmake DESTINATION ${config} COMPONENT models)

configure_package_config_file(archipelago-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/archipelago-config.cmake INSTALL_DESTINATION ${config})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/archipelago-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/archipelago-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/archipelago-config-version.cmake
        DESTINATION ${config} COMPONENT models)
