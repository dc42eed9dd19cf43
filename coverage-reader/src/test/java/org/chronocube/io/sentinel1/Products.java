// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.SchemeByteSources;
import org.chronocube.io.tiff.TiffFormat;

/** The products of the tests; {@code SOURCE.txt} beside them says where they are from. */
public final class Products {

  public static final String NEW =
      "S1A_IW_GRDH_1SDV_20210809T173953_20210809T174018_039156_049F13_6FF8";
  public static final String OLD =
      "S1A_IW_GRDH_1SDV_20150203T043109_20150203T043134_004454_00574F_FEC3";
  public static final String NEW_VV =
      "s1a-iw-grd-vv-20210809t173953-20210809t174018-039156-049f13-001";
  public static final String OLD_VV =
      "s1a-iw-grd-vv-20150203t043109-20150203t043134-004454-00574f-001";

  private Products() {}

  /** A zipped product, e.g. {@link #NEW}. */
  public static Path zip(String name) {
    try {
      return Path.of(
          Products.class.getResource("/org/chronocube/sentinel1/" + name + ".zip").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unpacks a product; gives its {@code .SAFE} folder. */
  public static Path unpack(String name, Path to) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(zip(name)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = to.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return to.resolve(name + ".SAFE");
  }

  /** Lines of a table of expected values, without its head. */
  public static List<double[]> table(String name) throws IOException {
    try (InputStream in = Products.class.getResourceAsStream("/org/chronocube/sentinel1/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",")).stream().mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  /** Opens rasters and views of this package from files. */
  public static Surroundings surroundings() {
    SchemeByteSources files = new SchemeByteSources(Map.of("file", FileByteSources.anywhere()));
    BlockReaders rasters =
        new BlockReaders(
            files,
            List.of(new TiffFormat(new BlockCache(64 << 20))),
            List.of(new Sentinel1GrdView()));
    return new Surroundings(rasters, files);
  }

  static URI measurement(Path safe, String stem, String arguments) {
    return URI.create(
        safe.resolve("measurement").resolve(stem + ".tiff").toUri()
            + "#sentinel1-grd="
            + arguments);
  }

  static URI annotation(Path safe, String stem) {
    return safe.resolve("annotation").resolve(stem + ".xml").toUri();
  }
}
