// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;

/** A map as GeoTIFF: red, green, blue and opacity as four bands of bytes. */
final class GeoTiffMap {

  private static final List<String> BANDS = List.of("Red", "Green", "Blue", "Alpha");
  private static final int[] SHIFTS = {16, 8, 0, 24};

  private GeoTiffMap() {}

  static byte[] encode(Canvas canvas, GeoBox grid) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GeoTiffEncoder encoder = new GeoTiffEncoder(TiffOptions.DEFAULT);
    try (Encoded encoded = encoder.encode(new Source(canvas, grid))) {
      encoded.writeTo(out);
    }
    return out.toByteArray();
  }

  private record Source(Canvas canvas, GeoBox grid) implements RasterSource {

    @Override
    public List<Band> bands() {
      return BANDS.stream().map(b -> Band.of(b, DataType.UINT8, NoData.NONE)).toList();
    }

    @Override
    public List<TimeInterval> times() {
      return List.of();
    }

    @Override
    public List<RasterBlock> read(int slice, Window window) {
      List<RasterBlock> blocks = new ArrayList<>(SHIFTS.length);
      for (int shift : SHIFTS) {
        blocks.add(block(window, shift));
      }
      return blocks;
    }

    private RasterBlock block(Window window, int shift) {
      int n = Math.toIntExact(window.shape().pixels());
      float[] samples = new float[n];
      int at = 0;
      for (int row = window.rowStart(); row < window.rowStop(); row++) {
        int from = row * grid.width();
        for (int col = window.colStart(); col < window.colStop(); col++) {
          samples[at++] = canvas.argb()[from + col] >>> shift & 255;
        }
      }
      return new RasterBlock(window.shape(), samples, ValidMask.allValid(n));
    }
  }
}
