// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.Window;
import org.chronocube.io.array.ElementType;
import org.chronocube.raster.RasterBlock;

/**
 * The samples of one file of a store: some dates and bands of one window. What nobody has put is no
 * data. Owned by one thread at a time.
 */
public final class StoreBlock {

  private final BlockIndex index;
  private final List<Band> bands;
  private final Window window;
  private final int firstDate;
  private final ChunkShape shape;
  private final int depth;
  private final ElementType type;
  private final double fill;
  private final byte[] bytes;
  private final ByteBuffer elements;
  private int datesPut;

  /**
   * @param bands in the file
   * @param window of the file inside the grid
   * @param shape of the whole file
   * @param depth bands of the whole file
   * @param bytes its elements, little-endian
   */
  StoreBlock(
      BlockIndex index,
      List<Band> bands,
      Window window,
      ChunkShape shape,
      int depth,
      byte[] bytes) {
    this.index = index;
    this.bands = bands;
    this.window = window;
    this.firstDate = index.time() * shape.time();
    this.shape = shape;
    this.depth = depth;
    this.type = ElementType.of(bands.get(0).type().id()).orElseThrow();
    this.fill = StoreDescription.fill(bands.get(0));
    this.bytes = bytes;
    this.elements = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public BlockIndex index() {
    return index;
  }

  /** The bands in it. */
  public List<Band> bands() {
    return bands;
  }

  /** Its pixels in the grid. */
  public Window window() {
    return window;
  }

  /** Number of its first date in the store. */
  public int firstDate() {
    return firstDate;
  }

  /** Number of the date after its last in the store, whether the store has that many or not. */
  public int endDate() {
    return firstDate + shape.time();
  }

  /** Number of the date after the last that was put; 0 when none was. */
  int datesPut() {
    return datesPut;
  }

  /** All elements, little-endian. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Puts the samples of one date and band in place of what is there.
   *
   * @param date its number in the store, from {@link #firstDate} on
   * @param band position in {@link #bands}
   * @param samples of {@link #window}, as the band stores them; integers are rounded and clamped,
   *     and a valid sample that equals nodata reads as no data
   */
  public void put(int date, int band, RasterBlock samples) {
    if (date < firstDate || date >= endDate() || band < 0 || band >= bands.size()) {
      throw new IllegalArgumentException(
          "date and band must lie in block "
              + index
              + " from date "
              + firstDate
              + ", were "
              + date
              + " and "
              + band);
    }
    if (!samples.shape().equals(window.shape())) {
      throw new IllegalArgumentException(
          "samples must be of " + window.shape() + ", were of " + samples.shape());
    }
    int plane = ((date - firstDate) * depth + band) * shape.height() * shape.width();
    for (int row = 0; row < window.height(); row++) {
      row(samples, row * window.width(), plane + row * shape.width());
    }
    datesPut = Math.max(datesPut, date + 1);
  }

  private void row(RasterBlock samples, int from, int to) {
    float[] values = samples.samples();
    for (int i = 0; i < window.width(); i++) {
      boolean valid = samples.mask().isValid(from + i);
      put(to + i, valid ? values[from + i] : fill);
    }
  }

  private void put(int element, double value) {
    int at = element * type.bytes();
    switch (type) {
      case INT8, UINT8 -> elements.put(at, (byte) whole(value));
      case INT16, UINT16 -> elements.putShort(at, (short) whole(value));
      case INT32, UINT32 -> elements.putInt(at, (int) whole(value));
      case FLOAT32 -> elements.putFloat(at, (float) value);
      case FLOAT64 -> elements.putDouble(at, value);
      case INT64, UINT64 ->
          throw new IllegalStateException("bands have no 64-bit integers, one has " + type);
    }
  }

  private long whole(double value) {
    double min = type.raster().min();
    double max = type.raster().max();
    return (long) Math.floor(Math.max(min, Math.min(max, value)) + 0.5);
  }
}
