// SPDX-License-Identifier: Apache-2.0
package org.chronocube;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of ARCHITECTURE.md that a machine can hold, for the processes. */
@AnalyzeClasses(
    packages = {"org.chronocube.algorithm", "org.chronocube.wps"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class WpsArchitectureTest {

  @ArchTest
  static final ArchRule one_jar_runs_on_every_geoserver =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.media.jai..",
              "it.geosolutions.jaiext..",
              "org.eclipse.imagen..",
              "javax.servlet..",
              "jakarta.servlet..",
              "org.springframework..",
              "org.geoserver..");

  @ArchTest
  static final ArchRule algorithms_are_pure =
      noClasses()
          .that()
          .resideInAPackage("..chronocube.algorithm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.geotools..",
              "java.sql..",
              "java.io..",
              "java.nio..",
              "java.net..",
              "org.chronocube.wps..",
              "org.chronocube.cube..",
              "org.chronocube.catalog..",
              "org.chronocube.index..",
              "org.chronocube.io..");
}
