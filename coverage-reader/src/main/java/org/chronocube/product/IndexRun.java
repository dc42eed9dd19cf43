// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.chronocube.ChronocubeException;
import org.chronocube.index.SceneSource;
import org.chronocube.index.SceneSources;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.product.IndexReport.Tally;
import org.chronocube.scene.Scene;

/**
 * Brings the scenes of one product's finds into the index: threads look at the files and parse what
 * has changed, the thread that runs it alone writes, a batch a transaction, in the order of the
 * finds.
 */
final class IndexRun {

  private static final int BATCH = 200;

  private final String product;
  private final SceneSources sources;
  private final SourceReader reader;
  private final IndexOptions options;
  private final ExecutorService threads;
  private final Tally tally;
  private final Set<String> seen = new HashSet<>();
  private final Deque<Future<Reading>> pending = new ArrayDeque<>();
  private String scope = "";

  IndexRun(
      String product,
      SceneSources sources,
      SourceReader reader,
      IndexOptions options,
      ExecutorService threads,
      List<Skipped> unlisted) {
    this.product = product;
    this.sources = sources;
    this.reader = reader;
    this.options = options;
    this.threads = threads;
    this.tally = new Tally(product, unlisted);
  }

  /**
   * @param start what was walked, to tell what is gone below it; null to tell nothing
   * @param unseen what could not be walked
   */
  IndexReport run(List<Find> finds, Path start, List<Path> unseen, IndexProgress progress) {
    finds.forEach(find -> seen.add(find.uri()));
    scope = start == null || !Files.isDirectory(start) ? "" : start.toUri().toString();
    try {
      for (int from = 0; from < finds.size() && !progress.isCancelled(); from += BATCH) {
        submit(finds.subList(from, Math.min(finds.size(), from + BATCH)));
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
    if (!scope.isEmpty() && !progress.isCancelled()) {
      findGone(unseen);
    }
    return tally.report();
  }

  private void submit(List<Find> finds) {
    Map<String, Find> byUri = new LinkedHashMap<>();
    finds.forEach(find -> byUri.put(find.uri(), find));
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
      progress.done(product, String.valueOf(reading.find().main().getFileName()));
    }
    batch.removeIf(reading -> reading.unchanged().isPresent());
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
          tally.duplicates.put(reading.find().main().toString(), holder);
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
    if (seen.contains(uri) || !scope.isEmpty() && uri.startsWith(scope)) {
      return seen.contains(uri);
    }
    try {
      return Files.exists(Path.of(URI.create(uri)));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return true;
    }
  }

  private void findGone(List<Path> unseen) {
    List<String> unknown = unseen.stream().map(path -> path.toUri().toString()).toList();
    List<String> gone =
        sources.uris(product, scope).stream()
            .filter(uri -> !seen.contains(uri))
            .filter(uri -> unknown.stream().noneMatch(uri::startsWith))
            .toList();
    tally.gone(gone, options.prune() ? sources.delete(product, gone) : 0);
  }
}
