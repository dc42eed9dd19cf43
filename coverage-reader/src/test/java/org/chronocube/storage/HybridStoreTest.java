// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.Progress;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

/** Hybrid cubes, and the folder their blocks are in. */
class HybridStoreTest extends SliceStoreContract {

  private static final CrsRegistry CRS = new CrsRegistry();

  @Override
  CubeStorage storage() {
    return new CubeStorage.Hybrid(folder(), 1 << 26, 32);
  }

  private Path folder() {
    return directory.resolve("blocks");
  }

  @Override
  RasterOpener opener() {
    return uri -> {
      throw new RasterReadException("no such file: " + uri);
    };
  }

  // A memory of its own each time, so that what is found again is found in files.
  @Override
  SliceStore open(Cube cube) {
    return new HybridStore(
        index, CRS, plain, new BlockCache(1 << 20), () -> Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Override
  void refresh(Cube cube) {
    assertThat(storage()).isEqualTo(cube.storage());
  }

  private static CubeRequest corner() {
    return new CubeRequest(
        GRID.crop(Window.at(0, 0, 32, 32)),
        List.of("raw"),
        List.of(TimeInterval.at(time(0))),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void only_the_blocks_that_are_asked_for_are_kept() throws IOException {
    Cube cube = cube(TimeGrouping.INSTANT, MosaicRule.MOST_RECENT, false);
    engine(open(cube)).read(cube, corner(), Progress.NONE);
    assertThat(files()).hasSize(1);
    CubeRequest four = corner().withTarget(GRID.crop(Window.at(31, 31, 2, 2)));
    engine(open(cube)).read(cube, four, Progress.NONE);
    assertThat(files()).hasSize(4);
  }

  @Test
  void a_damaged_block_is_made_anew() throws IOException {
    Cube cube = cube(TimeGrouping.INSTANT, MosaicRule.MOST_RECENT, false);
    List<String> expected = text(engine(open(cube)).read(cube, corner(), Progress.NONE).blocks());
    Path file = files().get(0);
    byte[] content = Files.readAllBytes(file);
    content[content.length - 3] ^= 0x20;
    Files.write(file, content);
    assertThat(text(engine(open(cube)).read(cube, corner(), Progress.NONE).blocks()))
        .isEqualTo(expected);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(content);
  }

  @Test
  void a_cube_whose_definition_changes_finds_no_old_block() throws IOException {
    Cube cube = cube(TimeGrouping.INSTANT, MosaicRule.MOST_RECENT, false);
    engine(open(cube)).read(cube, corner(), Progress.NONE);
    Cube masked = cube(TimeGrouping.INSTANT, MosaicRule.MOST_RECENT, true);
    assertThat(text(engine(open(masked)).read(masked, corner(), Progress.NONE).blocks()))
        .isEqualTo(text(plain.read(masked, corner(), Progress.NONE).blocks()));
    assertThat(files()).hasSize(2);
  }

  @Test
  void files_that_were_not_used_for_longest_make_room() {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    BlockFolder folder = new BlockFolder(folder(), 1000, () -> now[0]);
    for (int i = 0; i < 9; i++) {
      now[0] = now[0].plusSeconds(600);
      folder.write("a/" + i, new byte[100]);
    }
    now[0] = now[0].plusSeconds(600);
    assertThat(folder.read("a/0")).isPresent();
    now[0] = now[0].plusSeconds(600);
    folder.write("a/9", new byte[100]);
    folder.write("a/10", new byte[100]);
    assertThat(folder.read("a/0")).isPresent();
    assertThat(folder.read("a/1")).isEmpty();
    assertThat(folder.read("a/10")).isPresent();
  }

  @Test
  void the_limit_holds_though_another_process_writes_too() throws IOException {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    BlockFolder one = new BlockFolder(folder(), 1000, () -> now);
    BlockFolder other = new BlockFolder(folder(), 1000, () -> now);
    for (int i = 0; i < 40; i++) {
      (i % 2 == 0 ? one : other).write("a/" + i, new byte[60]);
    }
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    // Each may have written a twentieth since it last looked.
    assertThat(bytes).isBetween(600L, 1120L);
  }

  @Test
  void what_alone_is_beyond_the_limit_is_not_kept() {
    BlockFolder folder =
        new BlockFolder(folder(), 100, () -> Instant.parse("2026-01-01T00:00:00Z"));
    folder.write("large", new byte[101]);
    assertThat(folder.read("large")).isEmpty();
  }

  @Test
  void blocks_come_back_as_they_were() {
    float[] samples = {1, Float.NaN, -0.5f, 65535, Float.MIN_VALUE, 0};
    byte[] content = BlockFile.encode(samples);
    assertThat(BlockFile.decode(content, 6))
        .hasValueSatisfying(s -> assertThat(s).containsExactly(samples));
    assertThat(BlockFile.decode(content, 7)).isEmpty();
    assertThat(BlockFile.decode(new byte[5], 6)).isEmpty();
    content[1] = 0;
    assertThat(BlockFile.decode(content, 6)).isEmpty();
  }
}
