// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.io.IOException;
import java.io.OutputStream;
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
 *
 * <p>The file's layout does not depend on the pixels: these are read while the first band is sent,
 * the other bands wait in temporary files.
 */
public final class CfNetcdfEncoder implements Encoder {

  /** Samples of all bands that are read at a time, unless one row has more. */
  private static final long STRIP_SAMPLES = 1 << 22;

  private static final int ALIGNED = 256;

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
    int first = begins.length - source.bands().size();
    List<Encoded.Part> parts = new ArrayList<>();
    parts.add(head(source, file, begins, begins[first]));
    List<Spool> later = new ArrayList<>();
    for (int band = 1; band < source.bands().size(); band++) {
      later.add(new Spool());
    }
    parts.add(new FirstBand(source, later, file.size(file.variables().get(first))));
    for (int band = 1; band < source.bands().size(); band++) {
      long size = file.size(file.variables().get(first + band));
      parts.add(new LaterBand(later.get(band - 1), size));
    }
    return new Encoded(parts);
  }

  /** The header and the coordinate variables, up to the first band. */
  private static Spool head(RasterSource source, NcFile file, long[] begins, long end)
      throws IOException {
    Spool spool = new Spool();
    byte[] header = file.header(begins);
    spool.write(header, 0, header.length);
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
    pad(spool, spool.size(), end);
    return spool;
  }

  private static void pad(OutputStream out, long size, long end) throws IOException {
    out.write(new byte[Math.toIntExact(end - size)]);
  }

  private static double[] seconds(List<TimeInterval> times) {
    return times.stream().mapToDouble(t -> t.start().toEpochMilli() / 1000.0).toArray();
  }

  /**
   * Reads all bands; sends the first one as it is read and keeps the others, whose variables come
   * behind it.
   *
   * @param later gets the other bands
   * @param size of the first band's variable
   */
  private record FirstBand(RasterSource source, List<Spool> later, long size)
      implements Encoded.Part {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      long written = 0;
      for (int slice = 0; slice < source.slices(); slice++) {
        for (Window strip : strips()) {
          List<RasterBlock> blocks = source.read(slice, strip);
          written += write(blocks.get(0), 0, out);
          for (int band = 1; band < blocks.size(); band++) {
            write(blocks.get(band), band, later.get(band - 1));
          }
        }
      }
      pad(out, written, size);
    }

    private List<Window> strips() {
      Window all = source.grid().window();
      long row = (long) all.width() * source.bands().size();
      int height = (int) Math.max(1, Math.min(all.height(), STRIP_SAMPLES / row));
      // Rows of blocks in files are mostly this high: none is cut that need not be.
      height = height < all.height() && height > ALIGNED ? height / ALIGNED * ALIGNED : height;
      List<Window> strips = new ArrayList<>();
      for (int top = 0; top < all.height(); top += height) {
        strips.add(Window.at(top, 0, height, all.width()).intersect(all));
      }
      return strips;
    }

    private int write(RasterBlock block, int band, OutputStream out) throws IOException {
      SampleEncoding encoding = SampleEncoding.of(source.bands().get(band));
      int pixels = block.mask().size();
      byte[] bytes = new byte[Math.multiplyExact(pixels, encoding.bytes())];
      encoding.put(block, 0, pixels, ByteBuffer.wrap(bytes), 0, encoding.bytes());
      out.write(bytes);
      return bytes.length;
    }

    @Override
    public void close() {}
  }

  /** A band that is whole once the first one has been sent. */
  private record LaterBand(Spool spool, long size) implements Encoded.Part {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      spool.writeTo(out);
      pad(out, spool.size(), size);
    }

    @Override
    public void close() throws IOException {
      spool.close();
    }
  }

  /** The name of a band's type in the file, for the layout and for limits. */
  static NcType type(Band band) {
    return NcType.of(SampleEncoding.of(band).type());
  }
}
