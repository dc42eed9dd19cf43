// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chronocube.geotools.DatacubeFormat;
import org.chronocube.wps.DatacubeProcessFactory;
import org.geotools.coverage.grid.GridCoverage2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our class files beside GeoTools 33.1's. {@code -Dgeotools-api.write=true} writes the list anew,
 * after a change that is meant.
 */
class GeotoolsApiTest {

  private static final List<String> IMAGE_LIBRARIES_AND_FRAMEWORKS =
      List.of(
          "javax/media/jai",
          "com/sun/media/jai",
          "it/geosolutions/jaiext",
          "org/eclipse/imagen",
          "javax/servlet",
          "jakarta/servlet",
          "org/springframework",
          "org/geoserver");

  @Test
  void the_list_is_what_our_classes_name() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# What Chronocube's jars need of GeoTools; GeotoolsApiTest writes it.");
    lines.addAll(GeotoolsApi.needed());
    if (Boolean.getBoolean("geotools-api.write")) {
      Files.write(GeotoolsApi.LIST, lines);
    }
    assertThat(lines).containsExactlyElementsOf(Files.readAllLines(GeotoolsApi.LIST));
    assertThat(lines).hasSizeGreaterThan(300);
  }

  @Test
  void geotools_33_1_has_all_of_it() throws IOException {
    Library geotools = new Library(ClassFiles.of(GridCoverage2D.class));
    assertThat(CheckGeotools.check(geotools, Files.readAllLines(GeotoolsApi.LIST))).isEmpty();
  }

  @Test
  void what_is_missing_is_said() {
    Library geotools = new Library(ClassFiles.of(GridCoverage2D.class));
    String coverage = "org/geotools/coverage/grid/GridCoverage2D";
    // Its own, one of its superclass, one of Object; then none of them.
    assertThat(
            geotools.missing(
                List.of(
                    coverage + ".getGridGeometry ()Lorg/geotools/coverage/grid/GridGeometry2D;",
                    coverage + ".dispose (Z)Z",
                    coverage + ".hashCode ()I",
                    coverage + ".getGridGeometry ()Lorg/geotools/Nothing;",
                    coverage + ".nothing ()V",
                    "org/geotools/Nothing")))
        .containsExactly(
            "org/geotools/Nothing",
            coverage + ".getGridGeometry ()Lorg/geotools/Nothing;",
            coverage + ".nothing ()V");
  }

  @Test
  void a_method_that_ours_would_have_to_implement_is_said(@TempDir Path folder) throws IOException {
    Path empty = folder.resolve("empty.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(empty))) {
      zip.putNextEntry(new ZipEntry("nothing"));
    }
    assertThat(CheckGeotools.check(folder)).hasSameSizeAs(GeotoolsApi.needed());
    Library geotools = new Library(ClassFiles.of(GridCoverage2D.class));
    byte[] lacks = ClassWithoutBody.implementing("org/geotools/coverage/grid/io/GranuleSource");
    assertThat(geotools.unimplemented(List.of(lacks)))
        .contains("Lacking lacks org/geotools/coverage/grid/io/GranuleSource.dispose ()V");
  }

  @Test
  void no_signature_names_an_image_library_or_a_framework() {
    Set<String> named = new TreeSet<>();
    for (byte[] file :
        Stream.of(DatacubeFormat.class, DatacubeProcessFactory.class)
            .flatMap(ours -> ClassFiles.of(ours).stream())
            .toList()) {
      for (String text : new ConstantPool(file).texts()) {
        String path = text.replace('.', '/');
        IMAGE_LIBRARIES_AND_FRAMEWORKS.stream().filter(path::contains).forEach(named::add);
      }
    }
    assertThat(named).isEmpty();
  }
}
