// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Says what another version of GeoTools lacks: {@code CheckGeotools FOLDER}, a folder of jars such
 * as a GeoServer's {@code WEB-INF/lib}. Ends with 0 when nothing is missing, else with 1.
 */
public final class CheckGeotools {

  private CheckGeotools() {}

  /** Runs from geoserver-plugin, where the list is. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("CheckGeotools FOLDER: a folder with the jars of a GeoTools or GeoServer");
      System.exit(2);
    }
    Set<String> lacking = check(Path.of(arguments[0]));
    lacking.forEach(System.out::println);
    System.out.println(lacking.size() + " missing");
    System.exit(lacking.isEmpty() ? 0 : 1);
  }

  /**
   * Members of the list that the folder's jars lack, and open methods that ours do not implement.
   */
  static Set<String> check(Path folder) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(f -> f.toString().endsWith(".jar"))
          .sorted()
          .forEach(jar -> classes.addAll(ClassFiles.in(jar)));
    }
    return check(new Library(classes), Files.readAllLines(GeotoolsApi.LIST));
  }

  static Set<String> check(Library library, List<String> list) {
    Set<String> lacking =
        new TreeSet<>(library.missing(list.stream().filter(l -> !l.startsWith("#")).toList()));
    List<byte[]> ours = new ArrayList<>();
    GeotoolsApi.OURS.forEach(o -> ours.addAll(ClassFiles.of(o)));
    lacking.addAll(library.unimplemented(ours));
    return lacking;
  }
}
