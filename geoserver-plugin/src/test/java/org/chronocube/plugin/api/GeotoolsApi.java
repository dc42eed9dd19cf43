// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.geotools.DatacubeFormat;
import org.chronocube.plugin.CatalogProcesses;
import org.chronocube.web.Endpoint;
import org.chronocube.wps.DatacubeProcessFactory;

/** What the plugin's own jars need of GeoTools. */
final class GeotoolsApi {

  static final String PREFIX = "org/geotools/";

  /** The list that is kept in the source tree. */
  static final Path LIST =
      Path.of("src", "test", "resources", "org", "chronocube", "plugin", "geotools-api.txt");

  /** One class of each jar of ours in the zip. */
  static final List<Class<?>> OURS =
      List.of(
          DatacubeFormat.class,
          DatacubeProcessFactory.class,
          Endpoint.class,
          CatalogProcesses.class);

  private GeotoolsApi() {}

  /**
   * Every GeoTools class, field and method that our classes name: {@code class} or {@code
   * class.member descriptor}, sorted.
   */
  static Set<String> needed() {
    Set<String> needed = new TreeSet<>();
    for (Class<?> ours : OURS) {
      for (byte[] file : ClassFiles.of(ours)) {
        new ConstantPool(file)
            .members().stream().filter(m -> m.startsWith(PREFIX)).forEach(needed::add);
      }
    }
    return needed;
  }
}
