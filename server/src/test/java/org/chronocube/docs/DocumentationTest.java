// SPDX-License-Identifier: Apache-2.0
package org.chronocube.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.Test;

/** What the project's documents point at is there, under the name they give it. */
class DocumentationTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]+[a-z][A-Za-z0-9]*)`");
  private static final Pattern SCRIPT = Pattern.compile("src=\"((?!node_modules)[^\"]+)\"");
  private static final Pattern OPTION = Pattern.compile("\\./chronocube ([a-z]+)");

  @Test
  void every_relative_link_resolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        String target = link.group(2).replaceFirst("#.*", "");
        if (target.isEmpty() || target.matches("[a-z]+:.*")) {
          continue;
        }
        if (!Files.exists(document.resolveSibling(target))) {
          broken.add(ROOT.relativize(document) + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void a_link_to_a_class_carries_the_name_of_its_file() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Matcher name = CLASS_NAME.matcher(link.group(1));
        if (link.group(2).endsWith(".java")
            && name.find()
            && !link.group(2).endsWith("/" + name.group(1) + ".java")) {
          wrong.add(ROOT.relativize(document) + ": " + link.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_architecture_links_every_class_it_names() throws IOException {
    String text = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    Set<String> classes = ourClasses();
    Set<String> linked =
        LINK.matcher(text)
            .results()
            .filter(m -> m.group(2).endsWith(".java"))
            .map(m -> m.group(1).replace("`", ""))
            .collect(Collectors.toSet());
    List<String> unlinked =
        CLASS_NAME
            .matcher(text)
            .results()
            .map(m -> m.group(1))
            .filter(classes::contains)
            .filter(name -> !linked.contains(name))
            .toList();
    assertThat(linked).hasSizeGreaterThan(20);
    assertThat(unlinked).isEmpty();
  }

  @Test
  void commands_in_the_readme_exist() throws IOException {
    Set<String> known =
        Set.of(
            "serve", "index", "ingest", "watch", "search", "series", "user", "key", "cube",
            "product");
    for (Path document : documents()) {
      assertThat(OPTION.matcher(Files.readString(document)).results().map(m -> m.group(1)))
          .as(ROOT.relativize(document).toString())
          .allMatch(known::contains);
    }
  }

  @Test
  void client_programs_are_whole() throws Exception {
    Path clients = ROOT.resolve("geoserver-plugin/clients");
    String readme = Files.readString(clients.resolve("README.md"));
    List<String> programs =
        files(clients).filter(f -> f.matches(".*\\.(py|sh|R|html)")).sorted().toList();
    assertThat(programs).hasSizeGreaterThan(6).allMatch(f -> readme.contains("(" + f + ")"));
    for (String file : files(clients).filter(f -> f.endsWith(".xml")).toList()) {
      SafeXml.parse(Files.readString(clients.resolve(file)));
    }
    for (String page : programs.stream().filter(f -> f.endsWith(".html")).toList()) {
      Path file = clients.resolve(page);
      Matcher script = SCRIPT.matcher(Files.readString(file));
      while (script.find()) {
        assertThat(file.resolveSibling(script.group(1))).exists();
      }
    }
  }

  private static Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .filter(f -> !f.contains("node_modules/"))
          .toList()
          .stream();
    }
  }

  private static Set<String> ourClasses() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(Path::toString)
          .filter(f -> f.contains("/src/main/java/") && f.endsWith(".java"))
          .map(f -> f.substring(f.lastIndexOf('/') + 1, f.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(f -> f.toString().endsWith(".md"))
          .filter(f -> !f.toString().matches(".*/(target|\\.git|node_modules)/.*"))
          .toList();
    }
  }
}
