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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin zips beside what GeoServer 2.27 has, and GeoServer 3 is to have, in WEB-INF/lib. */
class PluginZipIT {

  private static final Path ZIPS = Path.of(System.getProperty("plugin.zips"));

  @ParameterizedTest
  @ValueSource(strings = {"2.x", "3.x"})
  void brings_its_own_jars_and_nothing_else(String version) throws IOException {
    assertThat(jars(version).keySet())
        .anyMatch(n -> n.contains("coverage-reader"))
        .anyMatch(n -> n.contains("wps-processes"))
        .anyMatch(n -> n.contains("web-api"))
        .anyMatch(n -> n.contains("geoserver-plugin"))
        .allMatch(
            n ->
                n.matches(
                    "(org\\.chronocube-.*|.*-caffeine-.*|.*-zstd-jni-.*|.*-HikariCP-.*|.*-jna-.*"
                        + "|software\\.amazon\\.awssdk-.*|.*-reactive-streams-.*"
                        + "|io\\.jhdf-jhdf-.*|.*-lz4-java-.*|.*-compress-lzf-.*"
                        + "|.*-hipparchus-core-.*)\\.jar"));
  }

  // Of the SDK it takes credentials and signatures; requests are sent by the JDK's own client.
  @ParameterizedTest
  @ValueSource(strings = {"2.x", "3.x"})
  void brings_no_http_client_and_no_client_of_a_service(String version) throws IOException {
    assertThat(jars(version).keySet())
        .anyMatch(n -> n.contains("http-auth-aws"))
        .noneMatch(n -> n.matches(".*(netty|-crt|url-connection|apache|awssdk-s3|awssdk-sts).*"));
    assertThat(jars(version).entrySet().stream().filter(j -> j.getKey().contains("awssdk")))
        .extracting(j -> j.getValue().length)
        .satisfies(
            sizes ->
                assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isLessThan(6 << 20));
  }

  @ParameterizedTest
  @CsvSource({
    "2.x, geoserver-2.27-web-inf-lib.txt, 300",
    "3.x, geoserver-3.0-web-inf-lib.txt, 180",
  })
  void brings_no_jar_that_geoserver_ships(String version, String list, int atLeast)
      throws IOException {
    Set<String> shipped =
        lines(list).stream()
            .filter(line -> line.endsWith(".jar"))
            .map(PluginZipIT::artifact)
            .collect(Collectors.toSet());
    assertThat(shipped).hasSizeGreaterThan(atLeast);
    assertThat(jars(version).keySet())
        .noneMatch(jar -> shipped.contains(withoutGroup(artifact(jar))));
  }

  // The group comes first; its last part begins with the last dot.
  private static String withoutGroup(String artifact) {
    return artifact.replaceFirst("^.*\\.[a-z0-9]+-", "");
  }

  @Test
  void both_bring_the_same_jars_but_for_jna_which_only_geoserver_2_ships() throws IOException {
    Set<String> more = new TreeSet<>(jars("3.x").keySet());
    more.removeAll(jars("2.x").keySet());
    assertThat(more).singleElement().asString().contains("-jna-");
    assertThat(jars("3.x").keySet()).containsAll(jars("2.x").keySet());
  }

  @ParameterizedTest
  @CsvSource({"2.x, javax/servlet, jakarta/servlet", "3.x, jakarta/servlet, javax/servlet"})
  void speaks_the_servers_servlets(String version, String named, String notNamed)
      throws IOException {
    StringBuilder all = new StringBuilder();
    for (var jar : jars(version).entrySet()) {
      if (jar.getKey().startsWith("org.chronocube-")) {
        all.append(constants(jar.getValue()));
      }
    }
    assertThat(all.toString())
        .contains(named + "/http/HttpServletRequest")
        .doesNotContain(notNamed);
  }

  // Names stand in class files as they are.
  private static String constants(byte[] jar) throws IOException {
    StringBuilder classes = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          classes.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return classes.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.x", "3.x"})
  void has_no_class_twice(String version) throws IOException {
    Map<String, List<String>> owners = new TreeMap<>();
    for (var jar : jars(version).entrySet()) {
      for (String entry : entries(jar.getValue())) {
        if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
          owners.computeIfAbsent(entry, k -> new ArrayList<>()).add(jar.getKey());
        }
      }
    }
    assertThat(owners).isNotEmpty();
    assertThat(owners.values()).allMatch(jars -> jars.size() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.x", "3.x"})
  void registers_the_reader_the_processes_and_the_module(String version) throws IOException {
    Set<String> all = new TreeSet<>();
    for (byte[] jar : jars(version).values()) {
      all.addAll(entries(jar));
    }
    assertThat(all)
        .contains(
            "applicationContext.xml",
            "org/chronocube/plugin/CatalogProcesses.class",
            "META-INF/services/org.geotools.coverage.grid.io.GridFormatFactorySpi");
  }

  private static Map<String, byte[]> jars(String version) throws IOException {
    Map<String, byte[]> jars = new HashMap<>();
    Path file = ZIPS.resolve("chronocube-geoserver-" + version + "-plugin.zip");
    try (ZipFile zip = new ZipFile(file.toFile())) {
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
