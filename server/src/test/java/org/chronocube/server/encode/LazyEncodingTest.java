// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.server.encode.netcdf.CfNetcdfEncoder;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.server.encode.tiff.TiffOptions.Compression;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read when, and that it stops with the client. */
class LazyEncodingTest {

  private static final int WIDTH = 2048;
  private static final int HEIGHT = 5000;

  /** Rows of each strip at that width: as many whole rows of blocks as have 4 Mi samples. */
  private static final int STRIP = 2048;

  /** Notes which window was read when so many bytes had been sent. */
  private static final class Source implements RasterSource {

    private final int bands;
    private final int slices;
    private final Counting out;
    private final List<String> reads = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();

    Source(int bands, int slices, Counting out) {
      this.bands = bands;
      this.slices = slices;
      this.out = out;
    }

    @Override
    public GeoBox grid() {
      return new GeoBox(
          new Shape(HEIGHT, WIDTH),
          Affine.northUp(600000, 5700000, Resolution.of(10)),
          "EPSG:32631");
    }

    @Override
    public List<Band> bands() {
      return IntStream.range(0, bands)
          .mapToObj(i -> Band.of("B" + i, DataType.UINT16, NoData.of(0)))
          .toList();
    }

    @Override
    public List<TimeInterval> times() {
      return IntStream.range(0, slices)
          .mapToObj(i -> TimeInterval.at(Instant.EPOCH.plusSeconds(i)))
          .toList();
    }

    @Override
    public List<RasterBlock> read(int slice, Window window) {
      reads.add(slice + ": " + window.rowStart() + "-" + window.rowStop());
      sent.add(out.bytes);
      return IntStream.range(0, bands).mapToObj(band -> block(slice, band, window)).toList();
    }

    private static RasterBlock block(int slice, int band, Window window) {
      int pixels = (int) window.pixels();
      float[] samples = new float[pixels];
      for (int row = 0; row < window.height(); row++) {
        int sample = 1 + window.rowStart() + row + 10_000 * band + 20_000 * slice;
        Arrays.fill(samples, row * WIDTH, (row + 1) * WIDTH, sample);
      }
      return new RasterBlock(window.shape(), samples, ValidMask.allValid(pixels));
    }
  }

  /** Counts bytes, and takes no more than some. */
  private static final class Counting extends OutputStream {

    private final long most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bytes;

    Counting(long most) {
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
      bytes += length;
      if (bytes > most) {
        throw new IOException("the client has gone");
      }
      kept.write(some, offset, length);
    }

    int uint16BigEndian(long at) {
      byte[] all = kept.toByteArray();
      return (all[(int) at] & 0xff) << 8 | all[(int) at + 1] & 0xff;
    }
  }

  @Test
  void a_plain_geotiff_is_sent_strip_by_strip_as_it_is_read() throws IOException {
    Counting out = new Counting(Long.MAX_VALUE);
    Source source = new Source(1, 1, out);
    TiffOptions plain = TiffOptions.DEFAULT.withCompression(Compression.NONE);
    try (Encoded file = new GeoTiffEncoder(plain).encode(source)) {
      assertThat(source.reads).isEmpty();
      file.writeTo(out);
      assertThat(out.bytes).isEqualTo(file.size());
    }
    assertThat(source.reads).containsExactly("0: 0-2048", "0: 2048-4096", "0: 4096-5000");
    long header = source.sent.get(0);
    long strip = 2L * STRIP * WIDTH;
    assertThat(header).isPositive();
    assertThat(source.sent).containsExactly(header, header + strip, header + 2 * strip);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 9_000_000})
  void nothing_more_is_read_for_a_client_that_has_gone(long most) throws IOException {
    Counting out = new Counting(most);
    Source source = new Source(1, 1, out);
    TiffOptions plain = TiffOptions.DEFAULT.withCompression(Compression.NONE);
    try (Encoded file = new GeoTiffEncoder(plain).encode(source)) {
      assertThatThrownBy(() -> file.writeTo(out)).hasMessage("the client has gone");
    }
    assertThat(source.reads).hasSize(most > STRIP * WIDTH * 2L ? 2 : 0);
  }

  @Test
  void a_compressed_geotiff_is_read_first_as_its_directory_says_where_blocks_lie()
      throws IOException {
    Counting out = new Counting(Long.MAX_VALUE);
    Source source = new Source(1, 1, out);
    try (Encoded file = new GeoTiffEncoder(TiffOptions.DEFAULT).encode(source)) {
      assertThat(source.reads).containsExactly("0: 0-2048", "0: 2048-4096", "0: 4096-5000");
      file.writeTo(out);
      assertThat(out.bytes).isEqualTo(file.size()).isLessThan(2L * WIDTH * HEIGHT);
    }
    assertThat(source.reads).hasSize(3);
  }

  @Test
  void a_netcdf_sends_its_first_band_as_it_is_read_and_the_others_behind_it() throws IOException {
    Counting out = new Counting(Long.MAX_VALUE);
    Source source = new Source(2, 2, out);
    long size;
    try (Encoded file = new CfNetcdfEncoder("title").encode(source)) {
      assertThat(source.reads).isEmpty();
      size = file.size();
      file.writeTo(out);
    }
    assertThat(out.bytes).isEqualTo(size);
    assertThat(source.reads)
        .containsExactly(
            "0: 0-1024",
            "0: 1024-2048",
            "0: 2048-3072",
            "0: 3072-4096",
            "0: 4096-5000",
            "1: 0-1024",
            "1: 1024-2048",
            "1: 2048-3072",
            "1: 3072-4096",
            "1: 4096-5000");
    long slice = 2L * WIDTH * HEIGHT;
    long head = size - 4 * slice;
    assertThat(source.sent.get(0)).isEqualTo(head);
    assertThat(source.sent.get(1)).isEqualTo(head + 2L * 1024 * WIDTH);
    assertThat(source.sent.get(5)).isEqualTo(head + slice);
    for (int band = 0; band < 2; band++) {
      for (int time = 0; time < 2; time++) {
        long at = head + (2 * band + time) * slice + 2L * WIDTH * 4321 + 2 * 77;
        assertThat(out.uint16BigEndian(at)).isEqualTo(4322 + 10_000 * band + 20_000 * time);
      }
    }
  }
}
