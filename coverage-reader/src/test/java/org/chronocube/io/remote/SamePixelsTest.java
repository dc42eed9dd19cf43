// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.jp2.Jp2Format;
import org.chronocube.io.range.RangeServer;
import org.chronocube.io.remote.FaultProxy.Fault;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A COG and JPEG 2000 files have the same pixels wherever they lie, whatever happens on the way.
 */
class SamePixelsTest {

  private static final Path COG =
      Path.of("../data-dir/archive/bordeaux-s2-l1c/T30TXQ_20171026T110131")
          .resolve("T30TXQ_20171026T110131_B02.tif");
  private static final Path JP2 = Path.of("src/test/resources/org/chronocube/io/jp2");

  @TempDir Path temp;

  private static BlockReaders rasters(Archives archives) {
    BlockCache cache = new BlockCache(16 << 20);
    return new BlockReaders(
        archives.files(), List.of(new TiffFormat(cache), new Jp2Format(cache)), List.of());
  }

  private Path zip(Path file, boolean isStored) throws Exception {
    Path zip = temp.resolve(isStored + ".zip");
    byte[] content = Files.readAllBytes(file);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("x/" + file.getFileName());
      if (isStored) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
      }
      entries.putNextEntry(entry);
      entries.write(content);
    }
    return zip;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s2-preview.jp2", "tile-parts.j2k"})
  void on_disk_in_zips_over_http_and_on_s3(String name) throws Exception {
    Path file = name.isEmpty() ? COG : JP2.resolve(name);
    byte[] content = Files.readAllBytes(file);
    String entry = "!/x/" + file.getFileName();
    try (S3Server s3 = S3Server.start();
        RangeServer http = new RangeServer(content)) {
      s3.put("p/" + file.getFileName(), content);
      s3.put("p/stored.zip", Files.readAllBytes(zip(file, true)));
      s3.put("p/deflated.zip", Files.readAllBytes(zip(file, false)));
      s3.proxy().next(Fault.NONE, Fault.SLOW_DOWN, Fault.TRUNCATED, Fault.RESET, Fault.ERROR);
      BlockReaders rasters = rasters(TestArchives.of(s3));
      BlockReader local = rasters.open(file.toUri());
      List<URI> places =
          List.of(
              URI.create("jar:" + zip(file, true).toUri() + entry),
              URI.create("jar:" + zip(file, false).toUri() + entry),
              http.uri("/" + file.getFileName()),
              URI.create("s3://archive/p/" + file.getFileName()),
              URI.create("jar:s3://archive/p/stored.zip" + entry),
              URI.create("jar:s3://archive/p/deflated.zip" + entry));
      for (URI place : places) {
        assertSame(rasters.open(place), local, place);
      }
    }
  }

  private static void assertSame(BlockReader actual, BlockReader expected, URI place) {
    RasterInfo info = expected.info();
    assertThat(actual.info().grid()).as("grid at " + place).isEqualTo(info.grid());
    assertThat(actual.info().levels()).isEqualTo(info.levels());
    for (int level = 0; level < info.levels().size(); level++) {
      Shape shape = info.levels().get(level).shape();
      Window some =
          new Window(
              shape.height() / 3, shape.height() / 2 + 1, shape.width() / 4, shape.width() / 3 + 1);
      for (int band = 0; band < info.bandCount(); band++) {
        RasterBlock block = actual.read(level, band, some);
        RasterBlock same = expected.read(level, band, some);
        assertThat(block.samples()).as("level %d at %s", level, place).isEqualTo(same.samples());
      }
    }
  }
}
