// SPDX-License-Identifier: Apache-2.0
package org.chronocube;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of ARCHITECTURE.md that a machine can hold. */
@AnalyzeClasses(packages = "org.chronocube", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] BINARY_INCOMPATIBLE = {
    "javax.media.jai..",
    "it.geosolutions.jaiext..",
    "org.eclipse.imagen..",
    "javax.servlet..",
    "jakarta.servlet..",
    "org.springframework..",
    "org.geoserver.."
  };

  @ArchTest
  static final ArchRule one_jar_runs_on_every_geoserver =
      noClasses().should().dependOnClassesThat().resideInAnyPackage(BINARY_INCOMPATIBLE);

  @ArchTest
  static final ArchRule pure_packages_know_neither_coverages_nor_jdbc_nor_files =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..chronocube.geolocation..",
              "..chronocube.grid..",
              "..chronocube.time..",
              "..chronocube.band..",
              "..chronocube.plan..",
              "..chronocube.kernel..",
              "..chronocube.raster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.geotools.coverage..",
              "org.geotools.api.coverage..",
              "java.sql..",
              "java.nio.file..",
              "java.net.http..");

  @ArchTest
  static final ArchRule only_the_adapter_and_its_door_touch_geotools_coverages =
      noClasses()
          .that()
          .resideOutsideOfPackages("..chronocube.geotools..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.geotools.coverage..", "org.geotools.api.coverage..");

  @ArchTest
  static final ArchRule only_the_index_and_the_catalog_speak_sql =
      noClasses()
          .that()
          .resideOutsideOfPackages("..chronocube.index.jdbc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("org.chronocube.(*)..").should().beFreeOfCycles();
}
