// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.registration.PhaseCorrelation.Peak;

/** The real bands with known shifts; make-fixtures.py beside them says how they were made. */
public final class Bands {

  private Bands() {}

  public static RasterBlock read(String name, int size) {
    RasterBlock block = RasterBlock.allocate(new Shape(size, size));
    try (InputStream file = Bands.class.getResourceAsStream(name + ".u16.gz");
        DataInputStream in = new DataInputStream(new GZIPInputStream(file))) {
      for (int i = 0; i < block.samples().length; i++) {
        block.samples()[i] = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    block.mask().setRange(0, block.samples().length);
    return block;
  }

  /** Bright discs over a share of the image; masked or not. */
  static void cloud(RasterBlock block, double share, boolean masked, long seed) {
    Random random = new Random(seed);
    int size = block.shape().width();
    boolean[] cloudy = new boolean[size * size];
    int covered = 0;
    while (covered < share * cloudy.length) {
      double row = random.nextInt(size);
      double col = random.nextInt(size);
      double radius = 4 + random.nextInt(20);
      for (int i = 0; i < cloudy.length; i++) {
        int r = i / size;
        int c = i % size;
        double away = Math.hypot(r - row, c - col);
        if (away < radius) {
          block.samples()[i] += (float) (4000 * (1 - away / radius) + 500);
          covered += cloudy[i] ? 0 : 1;
          cloudy[i] = true;
        }
      }
    }
    for (int i = 0; masked && i < cloudy.length; i++) {
      if (cloudy[i]) {
        block.mask().setInvalid(i);
      }
    }
  }

  /** Windows of n pixels, half a window apart. */
  static Optional<Shift> measure(RasterBlock scene, RasterBlock reference, int n) {
    PhaseCorrelation correlation = new PhaseCorrelation(n, 0.5);
    List<Peak> peaks = new ArrayList<>();
    int windows = 0;
    int size = scene.shape().width();
    for (int r = 0; r + n <= size; r += n / 2) {
      for (int c = 0; c + n <= size; c += n / 2) {
        Window window = Window.at(r, c, n, n);
        Optional<Peak> peak = correlation.compare(scene.crop(window), reference.crop(window));
        windows += peak.isPresent() ? 1 : 0;
        peak.ifPresent(peaks::add);
      }
    }
    return Consensus.of(windows, peaks);
  }
}
