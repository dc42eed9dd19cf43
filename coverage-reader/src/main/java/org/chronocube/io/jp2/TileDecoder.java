// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decodes a window of one tile at a reduced resolution: entropy decoding of the code-blocks that
 * matter, on all processors if they are free; then the wavelet, over the window and its margin
 * only.
 */
final class TileDecoder {

  /** Fewer code-blocks than this are not worth being shared out. */
  private static final int PARALLEL = 4;

  private final Codestream codestream;
  private final TileCoding coding;
  private final Rectangle tile;
  private final TileLayout layout;
  private final byte[] data;
  private final int reduction;
  private final ConcurrentLinkedQueue<CodeBlockDecoder> decoders;
  private final boolean parallel;

  /**
   * @param decoders to take from and give back to
   * @param parallel whether code-blocks are shared out to all processors
   */
  TileDecoder(TileData data, ConcurrentLinkedQueue<CodeBlockDecoder> decoders, boolean parallel) {
    this.codestream = data.codestream();
    this.coding = data.coding();
    this.tile = data.area();
    this.layout = data.layout();
    this.data = data.bytes();
    this.reduction = data.reduction();
    this.decoders = decoders;
    this.parallel = parallel;
  }

  /**
   * Samples of one component.
   *
   * @param window in pixels of the reduced image, inside the tile
   * @return row by row, level-shifted and clamped to the component's range
   */
  int[] decode(int component, Rectangle window) throws IOException {
    boolean mixed = coding.hasComponentTransform() && component < 3;
    int[] samples;
    if (!mixed) {
      Plane plane = plane(component, window);
      samples = plane.ints != null ? plane.ints : round(plane.floats);
    } else {
      if (codestream.components() < 3) {
        throw new Jp2Exception("a component transform must have three components");
      }
      Plane[] planes = new Plane[3];
      for (int c = 0; c < 3; c++) {
        planes[c] = plane(c, window);
      }
      samples = unmix(planes, component);
    }
    return shifted(samples, component);
  }

  private int[] unmix(Plane[] planes, int component) throws Jp2Exception {
    if (planes[0].ints != null && planes[1].ints != null && planes[2].ints != null) {
      return ComponentTransform.reversible(
          planes[0].ints, planes[1].ints, planes[2].ints, component);
    }
    if (planes[0].floats == null || planes[1].floats == null || planes[2].floats == null) {
      throw new Jp2Exception("components that are mixed must have the same wavelet");
    }
    return round(
        ComponentTransform.irreversible(
            planes[0].floats, planes[1].floats, planes[2].floats, component));
  }

  private static int[] round(float[] values) {
    int[] rounded = new int[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (int) Math.rint(values[i]);
    }
    return rounded;
  }

  private int[] shifted(int[] samples, int component) {
    int bits = codestream.precision()[component];
    boolean signed = codestream.signed()[component];
    int shift = signed ? 0 : 1 << bits - 1;
    int min = signed ? -(1 << bits - 1) : 0;
    int max = signed ? (1 << bits - 1) - 1 : (1 << bits) - 1;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.max(min, Math.min(max, samples[i] + shift));
    }
    return samples;
  }

  /** Coefficients or samples over an area: whole numbers, or floats where the wavelet is 9/7. */
  private static final class Plane {
    private final Rectangle area;
    private final int[] ints;
    private final float[] floats;

    Plane(Rectangle area, boolean reversible) {
      this.area = area;
      int n = Math.toIntExact((long) area.width() * area.height());
      this.ints = reversible ? new int[n] : null;
      this.floats = reversible ? null : new float[n];
    }

    /** Takes over another plane's values at every second place: the low-pass ones. */
    void interleave(Plane low) {
      Rectangle from = area.subband(0, 0);
      for (int y = from.y0(); y < from.y1(); y++) {
        int source = (y - low.area.y0()) * low.area.width() + from.x0() - low.area.x0();
        int target = (2 * y - area.y0()) * area.width() + 2 * from.x0() - area.x0();
        for (int x = from.x0(); x < from.x1(); x++, source++, target += 2) {
          if (ints != null) {
            ints[target] = low.ints[source];
          } else {
            floats[target] = low.floats[source];
          }
        }
      }
    }

    Plane cropped(Rectangle window) {
      if (window.equals(area)) {
        return this;
      }
      Plane part = new Plane(window, ints != null);
      for (int y = window.y0(); y < window.y1(); y++) {
        int source = (y - area.y0()) * area.width() + window.x0() - area.x0();
        int target = (y - window.y0()) * window.width();
        System.arraycopy(
            ints != null ? ints : floats,
            source,
            ints != null ? part.ints : part.floats,
            target,
            window.width());
      }
      return part;
    }
  }

  private Plane plane(int component, Rectangle window) throws IOException {
    Coding how = coding.coding(component);
    int top = how.levels() - reduction;
    int reach = how.reversible() ? Wavelet.REACH_REVERSIBLE : Wavelet.REACH_IRREVERSIBLE;
    Plane[] planes = new Plane[top + 1];
    Rectangle needed = window;
    for (int r = top; r >= 0; r--) {
      Rectangle all = tile.reduced(how.levels() - r);
      Rectangle area = r == 0 ? needed : needed.grown(reach, all);
      planes[r] = new Plane(area, how.reversible());
      needed = area.subband(0, 0);
    }
    decodeBlocks(component, top, planes);
    for (int r = 1; r <= top; r++) {
      planes[r].interleave(planes[r - 1]);
      if (how.reversible()) {
        Wavelet.reversible(planes[r].ints, planes[r].area);
      } else {
        Wavelet.irreversible(planes[r].floats, planes[r].area);
      }
      planes[r - 1] = null;
    }
    return planes[top].cropped(window);
  }

  /** A code-block and where its coefficients go. */
  private record Task(CodeBlock block, int resolution, int orientation) {}

  private void decodeBlocks(int component, int top, Plane[] planes) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (Precinct precinct : layout.precincts()) {
      int r = precinct.resolution();
      if (precinct.component() != component || r > top) {
        continue;
      }
      for (Precinct.Band band : precinct.bands()) {
        Rectangle area = bandArea(planes[r].area, r, band.orientation());
        for (CodeBlock block : band.blocks()) {
          if (block.isIncluded() && block.intersects(area.x0(), area.y0(), area.x1(), area.y1())) {
            tasks.add(new Task(block, r, band.orientation()));
          }
        }
      }
    }
    AtomicReference<Jp2Exception> failure = new AtomicReference<>();
    var stream = parallel && tasks.size() >= PARALLEL ? tasks.parallelStream() : tasks.stream();
    stream.forEach(
        task -> {
          try {
            decode(component, task, planes[task.resolution]);
          } catch (Jp2Exception e) {
            failure.set(e);
          }
        });
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private static Rectangle bandArea(Rectangle area, int resolution, int orientation) {
    return resolution == 0 ? area : area.subband(orientation & 1, orientation >> 1);
  }

  private void decode(int component, Task task, Plane plane) throws Jp2Exception {
    Coding how = coding.coding(component);
    Quantization steps = coding.quantization(component);
    CodeBlockDecoder decoder = decoders.poll();
    if (decoder == null) {
      decoder = new CodeBlockDecoder();
    }
    int[] coefficients =
        decoder.decode(
            data,
            task.block,
            task.orientation,
            how.style(),
            steps.bitPlanes(task.resolution, task.orientation));
    float step =
        how.reversible()
            ? 0
            : (float)
                (0.5
                    * steps.step(
                        codestream.precision()[component], task.resolution, task.orientation));
    place(coefficients, task, plane, step);
    decoders.add(decoder);
  }

  private static void place(int[] coefficients, Task task, Plane plane, float step) {
    int spread = task.resolution == 0 ? 1 : 2;
    int highX = task.orientation & 1;
    int highY = task.orientation >> 1;
    CodeBlock block = task.block;
    Rectangle area = bandArea(plane.area, task.resolution, task.orientation);
    int left = Math.max(area.x0(), block.x0());
    int right = Math.min(area.x1(), block.x0() + block.width());
    int bottom = Math.min(area.y1(), block.y0() + block.height());
    for (int y = Math.max(area.y0(), block.y0()); y < bottom; y++) {
      int from = (y - block.y0()) * block.width() + left - block.x0();
      int to =
          (spread * y + highY - plane.area.y0()) * plane.area.width()
              + spread * left
              + highX
              - plane.area.x0();
      if (plane.ints != null) {
        for (int x = left; x < right; x++, to += spread) {
          plane.ints[to] = coefficients[from++] / 2;
        }
      } else {
        for (int x = left; x < right; x++, to += spread) {
          plane.floats[to] = coefficients[from++] * step;
        }
      }
    }
  }
}
