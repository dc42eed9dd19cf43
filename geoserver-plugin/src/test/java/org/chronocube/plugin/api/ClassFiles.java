// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class files of jars and of folders of classes. */
final class ClassFiles {

  private ClassFiles() {}

  /** Of what a class was loaded from. */
  static List<byte[]> of(Class<?> member) {
    try {
      URI location = member.getProtectionDomain().getCodeSource().getLocation().toURI();
      return in(Path.of(location));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<byte[]> in(Path jarOrFolder) {
    try {
      return Files.isDirectory(jarOrFolder) ? inFolder(jarOrFolder) : inJar(jarOrFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> inFolder(Path folder) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> isClass(f.toString())).sorted().toList()) {
        classes.add(Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static List<byte[]> inJar(Path jar) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> isClass(e.getName())).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          classes.add(in.readAllBytes());
        }
      }
    }
    return classes;
  }

  // Classes for later Java releases repeat those of the first.
  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.contains("META-INF/versions/");
  }
}
