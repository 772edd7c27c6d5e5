# Debian packages, by cpack. Dependencies on libraries are found by dpkg-shlibdeps (package dpkg-dev).
set(contact "Archipelago maintainers <maintainers@archipelago.invalid>")
set(packages program data models)
if(TARGET archipelago-dashboard)
  list(APPEND packages dashboard)
endif()
if(TARGET archipelago-mpi)
  list(APPEND packages mpi)
endif()
set(name_of_program archipelago)
set(name_of_data archipelago-data)
set(name_of_dashboard archipelago-dashboard)
set(name_of_mpi archipelago-mpi)
set(name_of_models libarchipelago-models-dev)

# Every package says whose it is and what changed.
find_program(GZIP gzip REQUIRED)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)   # SOURCE_DATE_EPOCH, where it is set
foreach(package ${packages})
  set(name ${name_of_${package}})
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/doc/${name})
  configure_file(changelog.in ${folder}/changelog @ONLY)
  execute_process(COMMAND ${GZIP} -9nf ${folder}/changelog COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${folder}/changelog.gz copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${package})
  string(TOUPPER ${package} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
  set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT)
endforeach()

set(same "(= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "plan training runs as decoupled islands
Replays Decoupled DiLoCo schedules, and the schemes one would choose instead,
as discrete events over modelled accelerators, networks and failures, and says
what a run delivers, what it costs and where every accelerator-second goes.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "archipelago-data ${same}")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "archipelago-dashboard, weasyprint")
set(CPACK_COMPONENT_DATA_DESCRIPTION "catalogues, examples and published tables for archipelago
Accelerators with measured kernels, models, networks, failure laws and prices,
each with source and date; scenarios that run as they stand; and the published
tables that archipelago validate reproduces.")
set(CPACK_DEBIAN_DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DATA_PACKAGE_SHLIBDEPS OFF)
set(CPACK_COMPONENT_DASHBOARD_DESCRIPTION "window of archipelago, and charts of its reports
Change a scenario and see what it does, watch and replay a run, find out what
limits it, compare designs, and write a proposal. Also draws the charts of
archipelago report.")
set(CPACK_DEBIAN_DASHBOARD_PACKAGE_DEPENDS "archipelago ${same}, fonts-dejavu-core")
set(CPACK_DEBIAN_DASHBOARD_PACKAGE_SUGGESTS weasyprint)
set(CPACK_COMPONENT_MPI_DESCRIPTION "archipelago's sweeps on the ranks of an MPI job
Plays the points of a study on many machines under mpirun or Slurm.")
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "archipelago-data ${same}")
set(CPACK_DEBIAN_MPI_PACKAGE_RECOMMENDS openmpi-bin)
set(CPACK_COMPONENT_MODELS_DESCRIPTION "archipelago's models as a C++ library
Accelerators, training steps, networks, failures, protocols and costs of
training runs as value types and pure functions, for other programs:
find_package(archipelago) gives archipelago::models.")
set(CPACK_DEBIAN_MODELS_PACKAGE_DEPENDS libfmt-dev)
set(CPACK_DEBIAN_MODELS_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_MODELS_PACKAGE_SHLIBDEPS OFF)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME archipelago)
set(CPACK_PACKAGE_CONTACT ${contact})
set(CPACK_COMPONENTS_ALL ${packages})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_THREADS 0)
include(CPack)
