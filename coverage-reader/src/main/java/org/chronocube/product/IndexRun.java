// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.chronocube.ChronocubeException;
import org.chronocube.index.SceneSource;
import org.chronocube.index.SceneSources;
import org.chronocube.product.IndexReport.Tally;
import org.chronocube.scene.Scene;

/**
 * Brings the scenes of one product's finds into the index: threads look at the files and parse what
 * has changed, the thread that runs it alone writes, a batch a transaction, in the order of the
 * finds.
 */
final class IndexRun {

  private static final int BATCH = 200;

  private final Work work;
  private final String product;
  private final SceneSources sources;
  private final SourceReader reader;
  private final IndexOptions options;
  private final ExecutorService threads;
  private final Tally tally;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Deque<Future<Reading>> pending = new ArrayDeque<>();

  IndexRun(
      Work work,
      SceneSources sources,
      SourceReader reader,
      IndexOptions options,
      ExecutorService threads) {
    this.work = work;
    this.product = work.product().product().id();
    this.sources = sources;
    this.reader = reader;
    this.options = options;
    this.threads = threads;
    this.tally = new Tally(product, work.skipped());
  }

  IndexReport run(IndexProgress progress) {
    seen.addAll(work.known());
    try {
      while (work.finds().hasNext() && !progress.isCancelled()) {
        submit(next());
        if (pending.size() > BATCH) {
          insert(progress); // while the threads parse the next batch
        }
      }
      while (!pending.isEmpty() && !progress.isCancelled()) {
        insert(progress);
      }
    } finally {
      pending.forEach(reading -> reading.cancel(false));
    }
    if (!progress.isCancelled()) {
      work.gone().get().ifPresent(this::findGone);
    }
    return tally.report();
  }

  private Map<String, Find> next() {
    Map<String, Find> byUri = new LinkedHashMap<>();
    for (int i = 0; i < BATCH && work.finds().hasNext(); i++) {
      Find find = work.finds().next();
      byUri.put(find.uri(), find);
    }
    return byUri;
  }

  private void submit(Map<String, Find> byUri) {
    seen.addAll(byUri.keySet());
    Map<String, SceneSource> known =
        options.again() ? Map.of() : sources.complete(product, byUri.keySet());
    byUri.forEach(
        (uri, find) -> {
          Optional<SceneSource> remembered = Optional.ofNullable(known.get(uri));
          pending.add(threads.submit(() -> reader.read(find, remembered, this::exists)));
        });
  }

  private void insert(IndexProgress progress) {
    List<Reading> batch = new ArrayList<>();
    while (batch.size() < BATCH && !pending.isEmpty() && !progress.isCancelled()) {
      Reading reading = get(pending.poll());
      tally.add(reading);
      batch.add(reading);
      progress.done(product, reading.find().name());
    }
    batch.removeIf(reading -> reading.unchanged().isPresent() || reading.waiting());
    batch.removeIf(reading -> reading.scenes().isEmpty() && !reading.skipped().isEmpty());
    if (!batch.isEmpty()) {
      tally.add(sources.put(product, entries(batch)));
    }
  }

  private static Reading get(Future<Reading> reading) {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChronocubeException("indexing was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a scene failed", e.getCause());
    }
  }

  /** A scene that is there twice stays with the place that the index took first. */
  private List<SceneSources.Entry> entries(List<Reading> batch) {
    List<String> ids =
        batch.stream().flatMap(r -> r.scenes().stream()).map(Scene::id).distinct().toList();
    Map<String, String> holders = new LinkedHashMap<>(sources.holders(product, ids));
    List<SceneSources.Entry> entries = new ArrayList<>();
    for (Reading reading : batch) {
      Map<String, Scene> own = new LinkedHashMap<>();
      String duplicateOf = null;
      for (Scene scene : reading.scenes()) {
        String holder = holders.get(scene.id());
        if (holder == null || holder.equals(reading.uri()) || !exists(holder)) {
          own.put(scene.id(), scene);
          holders.put(scene.id(), reading.uri());
        } else {
          duplicateOf = holder;
          tally.duplicates.put(reading.find().shown(), holder);
        }
      }
      SceneSource source =
          new SceneSource(
              reading.uri(), reading.lastingStamp(), own.size(), Optional.ofNullable(duplicateOf));
      entries.add(new SceneSources.Entry(source, List.copyOf(own.values())));
    }
    return entries;
  }

  // What this run has walked it knows; of what is elsewhere and cannot be asked nothing is gone.
  private boolean exists(String uri) {
    if (seen.contains(uri)) {
      return true;
    }
    Optional<Work.Scope> walked = work.known().isEmpty() ? Optional.empty() : work.gone().get();
    if (walked.isPresent() && walked.get().holds(uri)) {
      return false;
    }
    try {
      return Files.exists(Path.of(URI.create(uri)));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return true;
    }
  }

  private void findGone(Work.Scope scope) {
    List<String> gone =
        sources.uris(product, scope.prefix()).stream()
            .filter(uri -> !seen.contains(uri) && scope.holds(uri))
            .toList();
    tally.gone(gone, options.prune() ? sources.delete(product, gone) : 0);
  }
}
