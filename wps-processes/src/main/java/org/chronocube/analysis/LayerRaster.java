// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.chronocube.algorithm.PixelValues;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * Float layers of one grid, NaN where nothing was written: in memory when they are small, else in a
 * temporary file of tiles that goes when nobody holds the raster any more.
 *
 * <p>Written by one thread at a time, read by many.
 */
public final class LayerRaster {

  /** Rows and columns of a tile of the file. */
  public static final int TILE = 512;

  private static final Cleaner CLEANER = Cleaner.create();

  private final Shape shape;
  private final int layers;
  private final float[][] memory;
  private final FileChannel file;

  private LayerRaster(Shape shape, int layers, float[][] memory, FileChannel file) {
    this.shape = shape;
    this.layers = layers;
    this.memory = memory;
    this.file = file;
  }

  /**
   * @param memoryBytes most bytes that are held in memory
   * @throws UncheckedIOException when there is no room for a temporary file
   */
  public static LayerRaster allocate(Shape shape, int layers, long memoryBytes) {
    if (4L * shape.pixels() * layers <= memoryBytes && shape.pixels() < Integer.MAX_VALUE - 8) {
      float[][] memory = new float[layers][Math.toIntExact(shape.pixels())];
      for (float[] layer : memory) {
        Arrays.fill(layer, Float.NaN);
      }
      return new LayerRaster(shape, layers, memory, null);
    }
    return onDisk(shape, layers);
  }

  private static LayerRaster onDisk(Shape shape, int layers) {
    try {
      Path path = Files.createTempFile("chronocube-", ".layers");
      FileChannel file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      LayerRaster raster = new LayerRaster(shape, layers, null, file);
      CLEANER.register(raster, new Closing(file));
      raster.clear();
      return raster;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for " + layers + " layers of " + shape, e);
    }
  }

  // Knows the file but not the raster, which could otherwise never be unreachable.
  private record Closing(FileChannel file) implements Runnable {
    @Override
    public void run() {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void clear() throws IOException {
    ByteBuffer tile = ByteBuffer.allocate(TILE * TILE * 4);
    while (tile.hasRemaining()) {
      tile.putFloat(Float.NaN);
    }
    long count = (long) tiles(shape.height()) * tiles(shape.width()) * layers;
    for (long i = 0; i < count; i++) {
      writeFully(tile.flip(), i * tile.capacity());
    }
  }

  private static int tiles(int pixels) {
    return (pixels + TILE - 1) / TILE;
  }

  public Shape shape() {
    return shape;
  }

  public int layers() {
    return layers;
  }

  /** All pixels of all layers, [layer][pixel], when they are in memory, else null. */
  public float[][] inMemory() {
    return memory;
  }

  /**
   * Writes a window of a layer.
   *
   * @param samples row-major over the window
   */
  public void write(int layer, Window window, float[] samples) {
    transfer(layer, window, samples, true);
  }

  /**
   * Reads a window of a layer.
   *
   * @param samples row-major over the window; overwritten
   */
  public void read(int layer, Window window, float[] samples) {
    transfer(layer, window, samples, false);
  }

  /** A layer's pixels for one thread that asks for them row by row. */
  public PixelValues pixels(int layer) {
    int width = shape.width();
    float[] line = new float[width];
    int[] current = {-1};
    return pixel -> {
      int row = pixel / width;
      if (row != current[0]) {
        read(layer, Window.at(row, 0, 1, width), line);
        current[0] = row;
      }
      return line[pixel % width];
    };
  }

  private void transfer(int layer, Window window, float[] samples, boolean write) {
    if (!shape.window().contains(window) || samples.length < window.pixels()) {
      throw new IllegalArgumentException("window must lie in " + shape + ", was " + window);
    }
    if (memory != null) {
      for (int row = 0; row < window.height(); row++) {
        int at = (window.rowStart() + row) * shape.width() + window.colStart();
        copy(samples, row * window.width(), memory[layer], at, window.width(), write);
      }
      return;
    }
    try {
      for (int y = window.rowStart() / TILE; y * TILE < window.rowStop(); y++) {
        for (int x = window.colStart() / TILE; x * TILE < window.colStop(); x++) {
          tile(layer, y, x, window, samples, write);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary file of layers cannot be used", e);
    }
  }

  private static void copy(float[] ours, int i, float[] theirs, int j, int n, boolean write) {
    if (write) {
      System.arraycopy(ours, i, theirs, j, n);
    } else {
      System.arraycopy(theirs, j, ours, i, n);
    }
  }

  // The part of a window in one tile: whole rows of the tile that it touches, in one transfer.
  private void tile(int layer, int y, int x, Window window, float[] samples, boolean write)
      throws IOException {
    Window part = window.intersect(Window.at(y * TILE, x * TILE, TILE, TILE));
    long number = ((long) y * tiles(shape.width()) + x) * layers + layer;
    int firstRow = part.rowStart() - y * TILE;
    long at = number * TILE * TILE * 4 + (long) firstRow * TILE * 4;
    boolean wholeRows = part.width() == TILE;
    ByteBuffer bytes = ByteBuffer.allocate(part.height() * TILE * 4);
    if (!write || !wholeRows) {
      readFully(bytes, at);
    }
    int left = part.colStart() - x * TILE;
    for (int row = 0; row < part.height(); row++) {
      int from =
          (part.rowStart() + row - window.rowStart()) * window.width()
              + part.colStart()
              - window.colStart();
      for (int col = 0; col < part.width(); col++) {
        int to = (row * TILE + left + col) * 4;
        if (write) {
          bytes.putFloat(to, samples[from + col]);
        } else {
          samples[from + col] = bytes.getFloat(to);
        }
      }
    }
    if (write) {
      writeFully(bytes.clear(), at);
    }
  }

  private void readFully(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("file of layers ends at " + file.size());
      }
    }
    bytes.clear();
  }

  private void writeFully(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position());
    }
  }
}
