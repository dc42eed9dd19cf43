// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.GeoBox;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * Finds the dates that {@link Ingest} has written. Follows the journal of each cube: what another
 * process writes is found by the next request. Cubes that are stored in another way, or were never
 * ingested, or whose definition has changed since, have no kept dates.
 */
public final class PersistentStore implements SliceStore {

  private static final int MOST_CUBES = 256;

  private final Function<GeoBox, Geometry> searchArea;
  private final Cache<Cube, CubeRecord> records =
      Caffeine.newBuilder().maximumSize(MOST_CUBES).executor(Runnable::run).build();
  private final Cache<Path, Loaded> loaded =
      Caffeine.newBuilder().maximumSize(MOST_CUBES).executor(Runnable::run).build();

  /**
   * What was read of one cube.
   *
   * @param generation folder of the store
   * @param size of the journal when it was read
   * @param file identity of the journal, and when it was changed last
   */
  private record Loaded(Path generation, long size, String file, Journal journal, KeptIndex index) {

    /** Granules by time index and band are alike but for the index: their URIs are made once. */
    List<URI> uris(Cube cube) {
      ZarrCube zarr = ZarrCube.of(cube);
      return cube.bands().stream().map(b -> zarr.uri(generation, b.band())).toList();
    }
  }

  /**
   * @param searchArea the part of the Earth on which scenes of a grid are searched
   */
  public PersistentStore(Function<GeoBox, Geometry> searchArea) {
    this.searchArea = searchArea;
  }

  @Override
  public List<Optional<Kept>> find(Cube cube, List<List<Scene>> dates, GeoBox target) {
    if (!(cube.storage() instanceof CubeStorage.Persistent persistent)) {
      return NONE.find(cube, dates, target);
    }
    CubeRecord record = records.get(cube, CubeRecord::of);
    Optional<Loaded> kept =
        load(persistent.location())
            .filter(l -> l.journal.header().definition().equals(record.definition()));
    if (kept.isEmpty()) {
      return Collections.nCopies(dates.size(), Optional.empty());
    }
    KeptIndex index = kept.get().index;
    List<URI> uris = kept.get().uris(cube);
    Supplier<Geometry> area = new Once(() -> searchArea.apply(target));
    List<Optional<Kept>> answer = new ArrayList<>(dates.size());
    for (List<Scene> scenes : dates) {
      OptionalInt date = index.find(scenes.stream().mapToLong(record::digest).toArray(), area);
      answer.add(
          date.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  kept(cube, uris, date.getAsInt(), index.date(date.getAsInt()).uniform())));
    }
    return answer;
  }

  private static Kept kept(Cube cube, List<URI> uris, int date, boolean uniform) {
    ZarrCube zarr = ZarrCube.of(cube);
    Map<String, Granule> granules = new HashMap<>();
    for (int b = 0; b < uris.size(); b++) {
      CubeBand band = cube.bands().get(b);
      granules.put(band.band().name(), zarr.granule(band.band(), b, uris.get(b), date));
    }
    return new Kept(granules, Map.of(), uniform);
  }

  private Optional<Loaded> load(Path location) {
    Optional<Path> generation = new Generations(location).current();
    if (generation.isEmpty()) {
      return Optional.empty();
    }
    Path folder = generation.get();
    Loaded known = loaded.getIfPresent(location);
    try {
      BasicFileAttributes now =
          Files.readAttributes(folder.resolve(Journal.FILE), BasicFileAttributes.class);
      String file = now.fileKey() + " " + now.lastModifiedTime();
      if (known != null
          && known.generation.equals(folder)
          && known.size == now.size()
          && known.file.equals(file)) {
        return Optional.of(known);
      }
      Loaded read = read(folder, known, now.size(), file);
      loaded.put(location, read);
      return Optional.of(read);
    } catch (IOException e) {
      throw new StorageException("cannot read journal of " + folder + ": " + e.getMessage(), e);
    }
  }

  // Lines are only ever added to what counts, so what was read before still holds.
  private static Loaded read(Path folder, Loaded known, long size, String file) {
    boolean grew = known != null && known.generation.equals(folder) && known.size <= size;
    Journal journal = grew ? known.journal.grown(folder) : Journal.read(folder);
    return new Loaded(folder, size, file, journal, new KeptIndex(journal.dates()));
  }

  /** Asks once, when it is first wanted; for one thread. */
  private static final class Once implements Supplier<Geometry> {

    private final Supplier<Geometry> source;
    private Geometry value;

    Once(Supplier<Geometry> source) {
      this.source = source;
    }

    @Override
    public Geometry get() {
      if (value == null) {
        value = source.get();
      }
      return value;
    }
  }
}
