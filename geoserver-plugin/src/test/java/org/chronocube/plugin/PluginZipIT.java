// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The plugin zip beside what GeoServer 2.27 has in WEB-INF/lib. */
class PluginZipIT {

  private static final Path ZIP = Path.of(System.getProperty("plugin.zip"));

  @Test
  void brings_its_own_jars_and_nothing_else() throws IOException {
    assertThat(jars().keySet())
        .anyMatch(n -> n.contains("coverage-reader"))
        .anyMatch(n -> n.contains("wps-processes"))
        .anyMatch(n -> n.contains("web-api"))
        .anyMatch(n -> n.contains("geoserver-plugin"))
        .allMatch(
            n ->
                n.matches(
                    "(org\\.chronocube-.*|.*-caffeine-.*|.*-zstd-jni-.*|.*-HikariCP-.*)\\.jar"));
  }

  @Test
  void brings_no_jar_that_geoserver_ships() throws IOException {
    Set<String> shipped =
        lines("geoserver-2.27-web-inf-lib.txt").stream()
            .filter(line -> line.endsWith(".jar"))
            .map(PluginZipIT::artifact)
            .collect(Collectors.toSet());
    assertThat(shipped).hasSizeGreaterThan(200);
    assertThat(jars().keySet())
        .noneMatch(jar -> shipped.stream().anyMatch(s -> artifact(jar).endsWith("-" + s)));
  }

  @Test
  void has_no_class_twice() throws IOException {
    Map<String, List<String>> owners = new TreeMap<>();
    for (var jar : jars().entrySet()) {
      for (String entry : entries(jar.getValue())) {
        if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
          owners.computeIfAbsent(entry, k -> new ArrayList<>()).add(jar.getKey());
        }
      }
    }
    assertThat(owners).isNotEmpty();
    assertThat(owners.values()).allMatch(jars -> jars.size() == 1);
  }

  @Test
  void registers_the_reader_the_processes_and_the_module() throws IOException {
    Set<String> all = new TreeSet<>();
    for (byte[] jar : jars().values()) {
      all.addAll(entries(jar));
    }
    assertThat(all)
        .contains(
            "applicationContext.xml",
            "org/chronocube/plugin/CatalogProcesses.class",
            "META-INF/services/org.geotools.coverage.grid.io.GridFormatFactorySpi");
  }

  private static Map<String, byte[]> jars() throws IOException {
    Map<String, byte[]> jars = new HashMap<>();
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          jars.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return jars;
  }

  private static List<String> entries(byte[] jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  // gt-main-33.1.jar and org.chronocube-web-api-0.1.0-SNAPSHOT.jar: the name ends where the version
  // starts.
  private static String artifact(String jar) {
    return jar.replaceFirst("-\\d.*\\.jar$", "");
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = PluginZipIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
