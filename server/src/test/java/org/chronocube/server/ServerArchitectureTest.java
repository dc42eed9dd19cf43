// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the packages of the server lean on each other. */
@AnalyzeClasses(
    packages = "org.chronocube.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ServerArchitectureTest {

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("org.chronocube.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_http_knows_jetty =
      noClasses()
          .that()
          .resideOutsideOfPackage("..server.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule services_know_neither_each_other_nor_http =
      slices()
          .matching("org.chronocube.server.(wms|wcs|wps|rest|http)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule tiles_know_maps_and_no_other_service =
      noClasses()
          .that()
          .resideInAPackage("..server.wmts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..server.wcs..", "..server.wps..", "..server.http..");

  @ArchTest
  static final ArchRule no_servlets_and_no_geoserver =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.servlet..", "jakarta.servlet..", "org.springframework..", "org.geoserver..");
}
