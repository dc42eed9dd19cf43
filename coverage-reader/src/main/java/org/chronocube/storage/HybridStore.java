// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * Keeps what requests make of hybrid cubes: square blocks of one band at one date, in files whose
 * names tell what they were made of. A scene that is added, changed or removed gives its blocks
 * other names, so nothing stale is ever found; what is not found any more ages out of the folder.
 *
 * <p>A date is kept block by block whatever the request, so it counts as kept unless the request
 * saw other scenes of it than there are (a filter left some out).
 */
public final class HybridStore implements SliceStore {

  private final SceneIndex index;
  private final CrsRegistry crs;
  private final DefaultCubeEngine archive;
  private final BlockCache cache;
  private final InstantSource clock;
  private final Map<CubeStorage.Hybrid, BlockFolder> folders = new ConcurrentHashMap<>();

  /**
   * @param index where scenes are found
   * @param archive reads the archive, whatever is kept
   * @param cache keeps blocks in memory
   * @param clock tells when blocks are used
   */
  public HybridStore(
      SceneIndex index,
      CrsRegistry crs,
      DefaultCubeEngine archive,
      BlockCache cache,
      InstantSource clock) {
    this.index = index;
    this.crs = crs;
    this.archive = archive;
    this.cache = cache;
    this.clock = clock;
  }

  @Override
  public List<Optional<Kept>> find(Cube cube, List<List<Scene>> dates, GeoBox target) {
    if (!(cube.storage() instanceof CubeStorage.Hybrid hybrid) || dates.isEmpty()) {
      return NONE.find(cube, dates, target);
    }
    Window blocks = blocks(target, cube.grid(), hybrid.block());
    Map<Object, List<Scene>> around = around(cube, dates, cube.grid().crop(blocks));
    Geometry area = crs.searchArea(target);
    BlockFolder folder =
        folders.computeIfAbsent(hybrid, h -> new BlockFolder(h.location(), h.limitBytes(), clock));
    CubeRecord record = CubeRecord.of(cube);
    Map<Window, Geometry> places = new ConcurrentHashMap<>();
    List<Optional<Kept>> answer = new ArrayList<>(dates.size());
    for (List<Scene> seen : dates) {
      List<Scene> all = around.getOrDefault(day(cube, seen.get(0)), List.of());
      Date date = new Date(cube, record, all, folder, places);
      answer.add(
          isAll(seen, all, area) ? Optional.of(date.kept(hybrid.block())) : Optional.empty());
    }
    return answer;
  }

  /** The pixels of the cube's grid in whose blocks the target is. */
  private static Window blocks(GeoBox target, GeoBox grid, int side) {
    Window at = grid.windowOf(target.extent());
    return new Window(
            Math.floorDiv(at.rowStart(), side) * side,
            -Math.floorDiv(-at.rowStop(), side) * side,
            Math.floorDiv(at.colStart(), side) * side,
            -Math.floorDiv(-at.colStop(), side) * side)
        .intersect(grid.window());
  }

  // Blocks reach beyond the target, and so do their scenes.
  private Map<Object, List<Scene>> around(Cube cube, List<List<Scene>> dates, GeoBox grid) {
    List<Instant> times = dates.stream().flatMap(List::stream).map(Scene::time).sorted().toList();
    TimeInterval span = TimeInterval.ofClosed(times.get(0), times.get(times.size() - 1));
    SceneQuery query =
        SceneQuery.of(cube.products())
            .withArea(crs.searchArea(grid))
            .withTimes(List.of(span), cube.grouping());
    try (Stream<Scene> found = index.find(query)) {
      return cube.coregistration().apply(found.toList()).stream()
          .collect(Collectors.groupingBy(s -> day(cube, s)));
    }
  }

  private static Object day(Cube cube, Scene scene) {
    return cube.grouping() == TimeGrouping.INSTANT ? scene.time() : scene.solarDay();
  }

  private static boolean isAll(List<Scene> seen, List<Scene> all, Geometry area) {
    Set<List<String>> ids = seen.stream().map(HybridStore::id).collect(Collectors.toSet());
    Set<List<String>> there = all.stream().map(HybridStore::id).collect(Collectors.toSet());
    return there.containsAll(ids)
        && all.stream()
            .filter(s -> !ids.contains(id(s)))
            .noneMatch(s -> s.footprint().intersects(area));
  }

  private static List<String> id(Scene scene) {
    return List.of(scene.product(), scene.id());
  }

  /** One date on the blocks of one request. */
  private final class Date {

    private final Cube cube;
    private final CubeRecord record;
    private final List<Scene> scenes;
    private final Map<List<String>, Long> digests = new HashMap<>();
    private final BlockFolder folder;
    private final Map<Window, Geometry> places;

    Date(
        Cube cube,
        CubeRecord record,
        List<Scene> scenes,
        BlockFolder folder,
        Map<Window, Geometry> places) {
      this.cube = cube;
      this.record = record;
      this.scenes = scenes;
      this.folder = folder;
      this.places = places;
      scenes.forEach(s -> digests.put(id(s), digest(record, s)));
    }

    Kept kept(int side) {
      Map<String, Granule> granules = new HashMap<>();
      Map<URI, BlockReader> readers = new LinkedHashMap<>();
      for (CubeBand band : cube.bands()) {
        String name = band.band().name();
        URI uri = uri(name);
        granules.put(
            name,
            new Granule(
                name,
                uri,
                0,
                cube.grid(),
                band.band().type(),
                band.band().noData(),
                band.band().scaling()));
        readers.put(
            uri,
            new HybridReader(uri, cube.grid(), band.band(), side, new OneBand(this, name), cache));
      }
      return new Kept(granules, readers, scenes.size() == 1);
    }

    private URI uri(String band) {
      String path =
          String.join(
              "/", "", cube.name(), record.definition(), day(cube, scenes.get(0)) + "", band);
      try {
        return new URI("kept", null, path, null);
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("band must be a name, was " + band, e);
      }
    }

    List<Scene> on(Window block) {
      Geometry place = places.computeIfAbsent(block, b -> crs.searchArea(cube.grid().crop(b)));
      return scenes.stream().filter(s -> s.footprint().intersects(place)).toList();
    }

    String name(String band, Window block) {
      Digest digest = new Digest().add(band).add(block.rowStart()).add(block.colStart());
      digest.add(block.rowStop()).add(block.colStop());
      on(block).stream()
          .map(s -> digests.get(id(s)))
          .sorted(Comparator.naturalOrder())
          .forEach(digest::add);
      return String.format(
          "%s/%s/%016x.block", record.definition(), scenes.get(0).solarDay(), digest.value());
    }

    float[] make(String band, Window block) {
      CubeRequest request =
          new CubeRequest(
              cube.grid().crop(block),
              List.of(band),
              List.of(),
              cube.rule(),
              cube.resampling(),
              Filter.INCLUDE,
              List.of(),
              CubeRequest.FailurePolicy.FAIL);
      RasterBlock made =
          archive
              .read(cube.withStorage(CubeStorage.IN_PLACE), request, on(block), Progress.NONE)
              .blocks()
              .get(0);
      float[] samples = made.samples();
      for (int i = 0; i < samples.length; i++) {
        if (!made.mask().isValid(i)) {
          samples[i] = Float.NaN;
        }
      }
      return samples;
    }
  }

  private record OneBand(Date date, String band) implements HybridReader.Blocks {

    @Override
    public String name(Window block) {
      return date.name(band, block);
    }

    @Override
    public float[] samples(String name, Window block) {
      int pixels = Math.toIntExact(block.pixels());
      Optional<byte[]> content = date.folder.read(name);
      Optional<float[]> kept = content.flatMap(bytes -> BlockFile.decode(bytes, pixels));
      if (kept.isPresent()) {
        return kept.get();
      }
      content.ifPresent(damaged -> date.folder.delete(name));
      float[] made = date.make(band, block);
      date.folder.write(name, BlockFile.encode(made));
      return made;
    }
  }

  // A local file that was written anew in its place is another one, though the index does not know.
  private static long digest(CubeRecord record, Scene scene) {
    Digest digest = new Digest().add(record.digest(scene));
    for (Granule granule : record.granules(scene)) {
      URI uri = granule.uri();
      if ("file".equals(uri.getScheme())) {
        String path = uri.getPath();
        try {
          BasicFileAttributes file = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
          digest.add(file.size()).add(file.lastModifiedTime().toMillis());
        } catch (IOException unreadable) {
          // Reading it will say so; a block that was kept before must not hide it.
          digest.add("unreadable");
        }
      }
    }
    return digest.value();
  }
}
