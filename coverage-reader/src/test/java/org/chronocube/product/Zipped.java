// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chronocube.grid.GeoBox;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/** Products in zips, and what they must be. */
public final class Zipped {

  private Zipped() {}

  /** Zips a folder with all that is below it; its name is in front of all entries. */
  public static Path zip(Path folder, Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder.getParent().relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return zip;
  }

  /** Fails unless both are the same scene, one in a folder and one in a zip. */
  public static void assertSame(Scene folder, Scene zipped) {
    assertThat(zipped.granules()).allMatch(g -> g.uri().toString().startsWith("jar:file:///"));
    assertThat(placed(zipped).toString()).isEqualTo(placed(folder).toString());
  }

  private static Scene placed(Scene scene) {
    List<Granule> granules =
        scene.granules().stream()
            .map(
                g ->
                    new Granule(
                        g.band(),
                        URI.create("x:" + tail(g.uri().toString())),
                        g.fileBand(),
                        new GeoBox(g.grid().shape(), g.grid().affine(), crs(g.grid().crs())),
                        g.type(),
                        g.noData(),
                        g.scaling()))
            .toList();
    return new Scene(
        scene.id(),
        scene.product(),
        scene.time(),
        scene.footprint(),
        scene.acquisition(),
        scene.revision(),
        scene.properties(),
        granules);
  }

  private static String tail(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private static String crs(String id) {
    return id.startsWith("image:") ? "image:" + tail(id) : id;
  }
}
