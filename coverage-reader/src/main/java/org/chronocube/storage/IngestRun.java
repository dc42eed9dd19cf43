// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.band.Band;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.array.zarr.write.BlockIndex;
import org.chronocube.storage.IngestReport.Rewrite;
import org.chronocube.time.TimeInterval;

/** One ingest of one cube, which nobody else writes meanwhile. */
final class IngestRun implements Progress {

  private final Ingest ingest;
  private final ZarrCube zarr;
  private final Generations generations;
  private final List<TimeInterval> times;
  private final boolean rebuild;
  private final IngestProgress progress;
  private final CubeRecord record;
  private final Survey survey;
  private final DefaultCubeEngine engine;
  private final List<Part> parts;
  private final List<IngestReport.Failure> failures = new ArrayList<>();
  private int written;
  private int told;

  IngestRun(
      Ingest ingest,
      ZarrCube zarr,
      Generations generations,
      List<TimeInterval> times,
      boolean rebuild,
      IngestProgress progress) {
    this.ingest = ingest;
    this.zarr = zarr;
    this.generations = generations;
    this.times = times;
    this.rebuild = rebuild;
    this.progress = progress;
    Cube cube = zarr.cube();
    this.record = CubeRecord.of(cube);
    this.survey = new Survey(cube, record, ingest.index(), ingest.crs());
    // Parts are made side by side, each by one thread.
    this.engine =
        new DefaultCubeEngine(
            ingest.index(),
            ingest.rasters(),
            ingest.crs(),
            Runnable::run,
            1,
            ingest.memoryBytes() / ingest.threads());
    int bytes =
        cube.bands().stream()
            .map(CubeBand::band)
            .map(Band::type)
            .mapToInt(t -> t.bytes())
            .max()
            .orElseThrow();
    this.parts =
        Part.of(
            cube.grid(),
            zarr.layout(),
            cube.bands().size(),
            bytes,
            ingest.threads(),
            ingest.memoryBytes());
  }

  @Override
  public void report(double fraction) {}

  @Override
  public boolean isCancelled() {
    return progress.isCancelled();
  }

  /**
   * What there is when the run begins.
   *
   * @param folder of the generation that counts; null when there is none
   * @param dates that can stay; none when their pixels are to be made anew
   * @param rewrite why dates cannot just be added, as far as it does not depend on the dates
   */
  private record Before(Path folder, List<KeptDate> dates, Rewrite rewrite) {}

  IngestReport run() {
    Before before = before();
    IngestPlan plan = IngestPlan.of(before.dates, survey.dates(), times);
    boolean cancelled = false;
    Rewrite rewrite = before.rewrite;
    try {
      plan = readable(plan, before);
      boolean adds = plan.common(before.dates) == before.dates.size();
      rewrite = rewrite == Rewrite.NONE && !adds ? Rewrite.DATES : rewrite;
      write(plan, before, rewrite);
    } catch (CancelledException e) {
      cancelled = true;
    }
    return new IngestReport(
        zarr.cube().name(),
        plan.unchanged(),
        written,
        plan.removed(),
        rewrite,
        failures,
        cancelled);
  }

  private Before before() {
    Optional<Path> current = generations.current();
    if (current.isEmpty()) {
      return new Before(null, List.of(), Rewrite.NONE);
    }
    Path folder = current.get();
    if (rebuild) {
      return new Before(folder, List.of(), Rewrite.ASKED);
    }
    if (!Journal.read(folder).header().definition().equals(record.definition())) {
      return new Before(folder, List.of(), Rewrite.DEFINITION);
    }
    try (KeptStore store = KeptStore.open(folder, zarr, ingest.steps())) {
      Rewrite damage = store.isSound() ? Rewrite.NONE : Rewrite.DAMAGE;
      return new Before(folder, store.sound(), damage);
    }
  }

  // What is late or changed makes much be written anew, so it is tried first.
  private IngestPlan readable(IngestPlan plan, Before before) {
    List<Instant> failed = new ArrayList<>();
    for (KeptDate date : plan.costly(before.dates)) {
      DatePixels pixels =
          new DatePixels.OfScenes(engine, zarr.cube(), survey.scenes(date.time()), this);
      try {
        Parallel.run(
            parts.size(),
            ingest.threads(),
            i -> {
              checkCancelled();
              pixels.read(parts.get(i).window(), parts.get(i).from(), parts.get(i).to());
            });
      } catch (RasterReadException e) {
        failures.add(new IngestReport.Failure(date.time(), e.getMessage()));
        failed.add(date.time());
      }
    }
    return failed.isEmpty() ? plan : plan.without(failed, before.dates);
  }

  private void write(IngestPlan plan, Before before, Rewrite rewrite) {
    Optional<Path> begun = generations.unfinished();
    boolean adds = before.folder != null && rewrite == Rewrite.NONE;
    if (adds) {
      begun.ifPresent(DurableFiles::deleteTree);
      if (plan.steps().size() > before.dates.size()) {
        try (KeptStore store = KeptStore.open(before.folder, zarr, ingest.steps())) {
          extend(store, plan, before);
        }
      }
      return;
    }
    try (KeptStore store =
        begun.flatMap(f -> taken(f, plan)).orElseGet(() -> fresh(begun, plan, before))) {
      if (before.folder == null) {
        generations.publish(store.folder());
      }
      extend(store, plan, before);
      if (before.folder != null && !(store.journal().dates().isEmpty() && !failures.isEmpty())) {
        generations.publish(store.folder());
        ingest.steps().reached(Steps.Step.PUBLISHED);
      }
    }
  }

  /** A generation that was begun for what is to be done now, and can be gone on with. */
  private Optional<KeptStore> taken(Path folder, IngestPlan plan) {
    if (rebuild
        || !Journal.exists(folder)
        || !Journal.read(folder).header().definition().equals(record.definition())) {
      return Optional.empty();
    }
    KeptStore store = KeptStore.open(folder, zarr, ingest.steps());
    if (store.isSound() && plan.common(store.journal().dates()) == store.journal().dates().size()) {
      return Optional.of(store);
    }
    store.close();
    return Optional.empty();
  }

  private KeptStore fresh(Optional<Path> begun, IngestPlan plan, Before before) {
    begun.ifPresent(DurableFiles::deleteTree);
    Journal.Header header = new Journal.Header(record.definition());
    KeptStore store = KeptStore.create(generations.next(), zarr, header, ingest.steps());
    boolean ready = false;
    try {
      ingest.steps().reached(Steps.Step.BEGUN);
      takeOver(store, plan, before);
      ready = true;
      return store;
    } finally {
      if (!ready) {
        store.close();
      }
    }
  }

  /** Links the files of dates that stay where they are. */
  private void takeOver(KeptStore store, IngestPlan plan, Before before) {
    int span = zarr.layout().file().time();
    int dates = plan.common(before.dates) / span * span;
    for (BlockIndex index : store.writer().blocks(0, dates)) {
      String path = store.writer().path(index);
      DurableFiles.link(before.folder.resolve(path), store.folder().resolve(path));
    }
    if (dates > 0) {
      ingest.steps().reached(Steps.Step.LINKED);
      store.commit(before.dates.subList(0, dates));
    }
  }

  /** Adds all dates of the plan that a store has not. */
  private void extend(KeptStore store, IngestPlan plan, Before before) {
    List<IngestPlan.Step> left =
        new ArrayList<>(plan.steps().subList(store.journal().dates().size(), plan.steps().size()));
    int total = left.size();
    progress.begin(zarr.cube().name(), total);
    int span = zarr.layout().file().time();
    while (!left.isEmpty()) {
      checkCancelled();
      int most = span - store.journal().dates().size() % span;
      List<IngestPlan.Step> steps = List.copyOf(left.subList(0, Math.min(most, left.size())));
      List<Batch.Item> items = new ArrayList<>();
      Map<Instant, IngestPlan.Step> byTime = new HashMap<>();
      for (IngestPlan.Step step : steps) {
        item(step, before).ifPresentOrElse(items::add, () -> left.remove(step));
        byTime.put(step.date().time(), step);
      }
      if (items.isEmpty()) {
        continue;
      }
      Map<Integer, String> failed = write(store, items, total - left.size());
      for (int i = 0; i < items.size(); i++) {
        IngestPlan.Step step = byTime.get(items.get(i).date().time());
        if (failed.containsKey(i)) {
          failures.add(new IngestReport.Failure(step.date().time(), failed.get(i)));
        } else if (failed.isEmpty()) {
          written += step.isKept() ? 0 : 1;
        }
        if (failed.isEmpty() || failed.containsKey(i)) {
          left.remove(step);
        }
      }
      tell(total - left.size());
    }
  }

  private Map<Integer, String> write(KeptStore store, List<Batch.Item> items, int datesDone) {
    AtomicInteger partsDone = new AtomicInteger();
    long dates = items.size();
    return new Batch(store, items, parts, this::isCancelled, ingest.steps())
        .write(
            ingest.threads(),
            () -> tell(datesDone + (int) (partsDone.incrementAndGet() * dates / parts.size())));
  }

  private synchronized void tell(int datesDone) {
    if (datesDone > told) {
      progress.done(datesDone - told);
      told = datesDone;
    }
  }

  // Scenes that came or went since the survey are for the next run.
  private Optional<Batch.Item> item(IngestPlan.Step step, Before before) {
    if (step.isKept()) {
      return Optional.of(
          new Batch.Item(
              step.date(),
              new DatePixels.OfStore(
                  ingest.rasters(), zarr, before.folder, step.from(), step.date().uniform())));
    }
    var scenes = survey.scenes(step.date().time());
    if (scenes.isEmpty()) {
      return Optional.empty();
    }
    KeptDate date = survey.date(scenes, true);
    if (!date.time().equals(step.date().time())) {
      return Optional.empty();
    }
    return Optional.of(
        new Batch.Item(date, new DatePixels.OfScenes(engine, zarr.cube(), scenes, this)));
  }
}
