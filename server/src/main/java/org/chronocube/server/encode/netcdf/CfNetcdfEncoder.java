// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.chronocube.time.TimeInterval;

/**
 * Writes a range of times as one cube: NetCDF classic (CDF-2, or CDF-5 when several bands have over
 * 4 GiB each), CF-1.8.
 *
 * <p>One variable a band over (time, y, x), or (time, lat, lon), in the band's own type with its
 * scale, offset and fill value; coordinates at pixel centres, rows from north to south as in the
 * grid; time in seconds since 1970. Unsigned types are stored in the signed type of their size with
 * the attribute {@code _Unsigned}, since neither the classic format nor CF-1.8 has them.
 */
public final class CfNetcdfEncoder implements Encoder {

  private static final int STRIP = 256;

  private final String title;

  /**
   * @param title of the data set, for humans
   */
  public CfNetcdfEncoder(String title) {
    this.title = title;
  }

  @Override
  public String mediaType() {
    return "application/x-netcdf";
  }

  @Override
  public String extension() {
    return "nc";
  }

  @Override
  public void check(RasterSource source) {
    if (!source.grid().affine().isRectilinear()) {
      throw new UnsupportedRasterException(
          "the grid of a NetCDF must run along the axes of its CRS, was " + source.grid().affine());
    }
    List<String> names = source.bands().stream().map(Band::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new UnsupportedRasterException(
          "the bands of a NetCDF must have different names, were " + String.join(", ", names));
    }
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    NcFile file = CfLayout.of(source, title).file();
    long[] begins = file.begins();
    Spool spool = new Spool();
    boolean done = false;
    try {
      byte[] header = file.header(begins);
      spool.write(0, header, 0, header.length);
      int bandsFrom = writeCoordinates(source, begins, spool);
      for (int slice = 0; slice < source.slices(); slice++) {
        writeSlice(source, slice, begins, bandsFrom, spool);
      }
      pad(file, begins, spool);
      done = true;
      return new Encoded(List.of(spool));
    } finally {
      if (!done) {
        spool.close();
      }
    }
  }

  /** Writes the coordinate variables; gives the index of the first band's variable. */
  private static int writeCoordinates(RasterSource source, long[] begins, Spool spool)
      throws IOException {
    GeoBox grid = source.grid();
    List<double[]> coordinates = new ArrayList<>();
    if (!source.times().isEmpty()) {
      coordinates.add(seconds(source.times()));
    }
    coordinates.add(
        IntStream.range(0, grid.height()).mapToDouble(i -> grid.affine().y(0, i + 0.5)).toArray());
    coordinates.add(
        IntStream.range(0, grid.width()).mapToDouble(i -> grid.affine().x(i + 0.5, 0)).toArray());
    for (int i = 0; i < coordinates.size(); i++) {
      byte[] bytes = NcAttribute.bytes(coordinates.get(i));
      spool.write(begins[i], bytes, 0, bytes.length);
    }
    // The grid mapping, a scalar without meaning of its own, lies between them and the bands.
    return coordinates.size() + 1;
  }

  private static double[] seconds(List<TimeInterval> times) {
    return times.stream().mapToDouble(t -> t.start().toEpochMilli() / 1000.0).toArray();
  }

  private static void writeSlice(
      RasterSource source, int slice, long[] begins, int bandsFrom, Spool spool)
      throws IOException {
    Window all = source.grid().window();
    for (int row = 0; row < all.height(); row += STRIP) {
      Window strip = Window.at(row, 0, STRIP, all.width()).intersect(all);
      List<RasterBlock> blocks = source.read(slice, strip);
      long pixelsBefore = slice * source.grid().shape().pixels() + (long) row * all.width();
      for (int band = 0; band < blocks.size(); band++) {
        SampleEncoding encoding = SampleEncoding.of(source.bands().get(band));
        long at = begins[bandsFrom + band] + pixelsBefore * encoding.bytes();
        write(blocks.get(band), encoding, at, spool);
      }
    }
  }

  private static void write(RasterBlock block, SampleEncoding encoding, long at, Spool spool)
      throws IOException {
    int pixels = block.samples().length;
    byte[] bytes = new byte[Math.multiplyExact(pixels, encoding.bytes())];
    encoding.put(block, 0, pixels, ByteBuffer.wrap(bytes), 0, encoding.bytes());
    spool.write(at, bytes, 0, bytes.length);
  }

  // The last variable's padding is part of the file although nothing is written there.
  private static void pad(NcFile file, long[] begins, Spool spool) throws IOException {
    int last = begins.length - 1;
    int missing =
        Math.toIntExact(begins[last] + file.size(file.variables().get(last)) - spool.size());
    spool.write(spool.size(), new byte[missing], 0, missing);
  }

  /** The name of a band's type in the file, for the layout and for limits. */
  static NcType type(Band band) {
    return NcType.of(SampleEncoding.of(band).type());
  }
}
