// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.chronocube.cube.CancelledException;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.array.zarr.write.BlockIndex;
import org.chronocube.io.array.zarr.write.StoreBlock;
import org.chronocube.raster.RasterBlock;

/** Dates that are written together: all of them lie in the same files of a store. */
final class Batch {

  private final KeptStore store;
  private final List<Item> items;
  private final List<Part> parts;
  private final Map<Integer, String> failed = new ConcurrentHashMap<>();
  private final BooleanSupplier cancelled;
  private final Steps steps;

  /**
   * One date.
   *
   * @param date as the journal is to say, but for its being uniform
   * @param pixels of it
   */
  record Item(KeptDate date, DatePixels pixels) {}

  /**
   * @param items the dates after those of the store, in files of the same time
   * @param parts of the grid, all of it
   */
  Batch(
      KeptStore store, List<Item> items, List<Part> parts, BooleanSupplier cancelled, Steps steps) {
    this.store = store;
    this.items = List.copyOf(items);
    this.parts = parts;
    this.cancelled = cancelled;
    this.steps = steps;
  }

  /**
   * Writes all samples, those of parts that were written before an earlier stop left out, and makes
   * the dates count, unless some cannot be read: then nothing is changed.
   *
   * @param partDone told of each part
   * @return why dates cannot be read, by their position in the batch; not all of them may be found
   * @throws CancelledException when cancelled; what is written is taken up by the next run
   */
  Map<Integer, String> write(int threads, Runnable partDone) {
    BatchLog log = new BatchLog(store.folder(), identity());
    if (!log.isContinued() && store.writer().isUncommitted()) {
      store.writer().rollback();
    }
    Parallel.run(
        parts.size(),
        threads,
        i -> {
          if (!log.isDone(i) && failed.isEmpty()) {
            write(i, log);
          }
          partDone.run();
        });
    if (!failed.isEmpty()) {
      // In this order: a log that tells of parts that are not there any more would be believed.
      log.delete();
      store.writer().rollback();
      return new TreeMap<>(failed);
    }
    Set<Integer> mixed = log.mixed();
    List<KeptDate> dates = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      dates.add(items.get(i).date().withUniform(!mixed.contains(i)));
    }
    store.commit(dates);
    log.delete();
    return Map.of();
  }

  private String identity() {
    List<KeptDate> dates = items.stream().map(i -> i.date().withUniform(true)).toList();
    Digest digest = new Digest().add(store.writer().times().size());
    digest.add(new String(Journal.lines(dates), StandardCharsets.UTF_8)).add(parts.toString());
    return HexFormat.of().toHexDigits(digest.value());
  }

  private void write(int number, BatchLog log) {
    Part part = parts.get(number);
    int first = store.writer().times().size();
    int time = first / store.writer().layout().file().time();
    List<StoreBlock> blocks = new ArrayList<>();
    for (BlockIndex index : part.files(store.writer().layout(), time)) {
      blocks.add(store.writer().read(index));
    }
    Set<Integer> mixed = new TreeSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (cancelled.getAsBoolean()) {
        throw new CancelledException();
      }
      if (!put(part, i, first, blocks, mixed)) {
        return;
      }
    }
    blocks.forEach(store.writer()::write);
    steps.reached(Steps.Step.WRITTEN);
    log.done(number, mixed);
  }

  private boolean put(Part part, int i, int first, List<StoreBlock> blocks, Set<Integer> mixed) {
    try {
      DatePixels.Made made = items.get(i).pixels().read(part.window(), part.from(), part.to());
      if (!made.uniform()) {
        mixed.add(i);
      }
      blocks.forEach(block -> put(made, part, block, first + i));
      return true;
    } catch (RasterReadException e) {
      failed.put(i, e.getMessage());
      return false;
    }
  }

  private void put(DatePixels.Made made, Part part, StoreBlock block, int date) {
    Window inPart = block.window().shift(-part.window().rowStart(), -part.window().colStart());
    int firstBand = block.index().group() * store.writer().layout().bands();
    for (int b = 0; b < block.bands().size(); b++) {
      RasterBlock samples = made.blocks().get(firstBand + b - part.from());
      block.put(date, b, samples.crop(inPart));
    }
  }
}
