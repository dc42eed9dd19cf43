// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Locale;
import java.util.Map;

/** Zips seen as folders through the JDK's file system; nothing is unpacked or written. */
final class ZipFolders {

  private ZipFolders() {}

  static boolean isOne(Path path) {
    Path name = path.getFileName();
    return name != null
        && name.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
        && Files.isRegularFile(path);
  }

  /**
   * Opens a zip, on whichever file system it lies. Its paths are of no use once it is closed.
   *
   * @throws IOException when it cannot be read or is no zip
   */
  static FileSystem open(Path zip) throws IOException {
    try {
      return provider().newFileSystem(zip, Map.of());
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new IOException("is no zip that can be read: " + e.getMessage(), e);
    }
  }

  static Path root(FileSystem zip) {
    return zip.getRootDirectories().iterator().next();
  }

  private static FileSystemProvider provider() {
    return FileSystemProvider.installedProviders().stream()
        .filter(p -> p.getScheme().equals("jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this Java has no zip file system"));
  }
}
