// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chronocube.io.array.zarr.write.StoreWriter;

/**
 * One generation of a kept cube, open for writing: a Zarr store and its journal. A date counts once
 * its line is in the journal; before, the lines are left in a file of their own, so that an ingest
 * that was stopped between the store's commit and the journal's can be completed.
 */
final class KeptStore implements AutoCloseable {

  private static final String COMMIT = ".commit";

  private final Path folder;
  private final StoreWriter writer;
  private final Steps steps;
  private Journal journal;

  private KeptStore(Path folder, StoreWriter writer, Journal journal, Steps steps) {
    this.folder = folder;
    this.writer = writer;
    this.journal = journal;
    this.steps = steps;
  }

  /** Makes a store without dates; what is in the folder is deleted. */
  static KeptStore create(Path folder, ZarrCube cube, Journal.Header header, Steps steps) {
    if (Files.exists(folder)) {
      DurableFiles.deleteTree(folder);
    }
    StoreWriter writer = StoreWriter.create(folder, cube.description(), cube.layout());
    try {
      return new KeptStore(folder, writer, Journal.create(folder, header), steps);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Opens a store; samples of dates that do not count yet stay. */
  static KeptStore open(Path folder, ZarrCube cube, Steps steps) {
    StoreWriter writer = StoreWriter.resume(folder, cube.description(), cube.layout());
    try {
      KeptStore store = new KeptStore(folder, writer, Journal.read(folder), steps);
      store.recover();
      if (!writer.isUncommitted()) {
        BatchLog.forget(folder);
      }
      return store;
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  // The store's metadata tell whether its commit was reached; of the journal's, some lines may be.
  private void recover() {
    Path file = folder.resolve(COMMIT);
    if (!Files.exists(file)) {
      return;
    }
    List<KeptDate> dates = Journal.dates(read(file));
    int before = writer.times().size() - dates.size();
    int have = journal.dates().size();
    if (before >= 0 && have >= before && have < writer.times().size()) {
      List<KeptDate> missing = dates.subList(have - before, dates.size());
      if (times(missing).equals(writer.times().instants().subList(have, before + dates.size()))) {
        journal = journal.append(folder, missing);
      }
    }
    DurableFiles.delete(file);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static List<Instant> times(List<KeptDate> dates) {
    return dates.stream().map(KeptDate::time).toList();
  }

  Path folder() {
    return folder;
  }

  StoreWriter writer() {
    return writer;
  }

  Journal journal() {
    return journal;
  }

  /** True when the store shows exactly the dates of the journal. */
  boolean isSound() {
    return writer.times().instants().equals(times(journal.dates()));
  }

  /** The journal's first dates that the store shows in the same places. */
  List<KeptDate> sound() {
    List<Instant> shown = writer.times().instants();
    List<KeptDate> dates = journal.dates();
    int n = 0;
    while (n < Math.min(dates.size(), shown.size()) && dates.get(n).time().equals(shown.get(n))) {
      n++;
    }
    return dates.subList(0, n);
  }

  /** Makes dates count whose samples have been written. */
  void commit(List<KeptDate> dates) {
    Path file = folder.resolve(COMMIT);
    DurableFiles.replace(file, Journal.lines(dates));
    steps.reached(Steps.Step.ANNOUNCED);
    writer.commit(times(dates));
    steps.reached(Steps.Step.SHOWN);
    journal = journal.append(folder, dates);
    steps.reached(Steps.Step.COUNTED);
    DurableFiles.delete(file);
  }

  @Override
  public void close() {
    writer.close();
  }
}
