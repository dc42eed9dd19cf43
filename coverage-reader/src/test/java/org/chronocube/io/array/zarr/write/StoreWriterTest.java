// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.time.TimeAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoreWriterTest {

  private static final ChunkShape CHUNK = new ChunkShape(4, 32, 32);
  private static final StoreLayout PLAIN =
      new StoreLayout(2, CHUNK, null, 1, new Compression.Zstd(3));

  @TempDir Path folder;

  private static final Band[] ALL_TYPES = {
    StoreFixture.band("u8", DataType.UINT16, 0.0),
    StoreFixture.band("i16", DataType.INT16, -9999.0),
    StoreFixture.band("u32", DataType.UINT32, 4294967295.0),
    StoreFixture.band("i32", DataType.INT32, -1.0),
    StoreFixture.band("f32", DataType.FLOAT32, Double.NaN),
    StoreFixture.band("f64", DataType.FLOAT64, null)
  };

  static Stream<Arguments> layouts() {
    List<Compression> compressions =
        List.of(
            new Compression.None(),
            new Compression.Zstd(3),
            new Compression.Blosc(Compression.Blosc.Codec.ZSTD, 5, true),
            new Compression.Blosc(Compression.Blosc.Codec.LZ4, 5, true),
            new Compression.Blosc(Compression.Blosc.Codec.LZ4, 1, false));
    List<Arguments> all = new ArrayList<>();
    for (Compression compression : compressions) {
      all.add(Arguments.of(new StoreLayout(2, CHUNK, null, 1, compression)));
      all.add(Arguments.of(new StoreLayout(3, CHUNK, null, 1, compression)));
      ChunkShape shard = new ChunkShape(8, 64, 64);
      all.add(Arguments.of(new StoreLayout(3, CHUNK, shard, 1, compression)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void every_sample_of_every_type_is_read_from_where_it_was_put(StoreLayout layout) {
    StoreDescription description = StoreFixture.description(ALL_TYPES);
    try (StoreWriter store = StoreWriter.create(folder, description, layout)) {
      StoreFixture.append(store, 0, 11);
    }
    for (int band = 0; band < ALL_TYPES.length; band++) {
      BlockReader raster =
          StoreFixture.open(StoreFixture.rasters(), folder, ALL_TYPES[band].name());
      assertThat(raster.info().type()).isEqualTo(ALL_TYPES[band].type());
      StoreFixture.assertPlaces(raster, 11, band, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void dates_are_added_to_chunks_that_have_room(StoreLayout layout) throws IOException {
    StoreDescription description =
        StoreFixture.description(StoreFixture.band("B04", DataType.UINT16, 0.0));
    BlockReaders rasters = StoreFixture.rasters();
    try (StoreWriter store = StoreWriter.create(folder, description, layout)) {
      StoreFixture.append(store, 0, 3);
      StoreFixture.assertPlaces(StoreFixture.open(rasters, folder, "B04"), 3, 0, 1);
    }
    for (int dates = 3; dates < 7; dates++) {
      try (StoreWriter store = StoreWriter.open(folder, description, layout)) {
        assertThat(store.times()).isEqualTo(new TimeAxis(StoreFixture.times(0, dates)));
        BlockReader before = StoreFixture.open(rasters, folder, "B04");
        StoreFixture.append(store, dates, dates + 1);
        StoreFixture.assertPlaces(before, dates, 0, 1);
        StoreFixture.assertPlaces(StoreFixture.open(rasters, folder, "B04"), dates + 1, 0, 1);
      }
    }
    assertThat(StoreFixture.values(folder, "time"))
        .containsExactly(
            StoreFixture.times(0, 7).stream().mapToDouble(t -> t.toEpochMilli()).toArray());
  }

  @Test
  void coordinates_are_those_of_pixel_centres() throws IOException {
    StoreDescription description =
        StoreFixture.description(StoreFixture.band("x", DataType.UINT16, 0.0));
    try (StoreWriter store = StoreWriter.create(folder, description, PLAIN)) {
      StoreFixture.append(store, 0, 1);
      assertThat(store.array(description.bands().get(0))).isEqualTo("band_x");
    }
    assertThat(StoreFixture.values(folder, "x")).startsWith(600005, 600015).endsWith(600695);
    assertThat(StoreFixture.values(folder, "y")).startsWith(5699995, 5699985).endsWith(5699505);
    StoreFixture.assertPlaces(StoreFixture.open(StoreFixture.rasters(), folder, "band_x"), 1, 0, 1);
  }

  @Test
  void bands_can_share_chunks() {
    StoreDescription description =
        StoreFixture.description(
            StoreFixture.band("B02", DataType.INT16, -1.0),
            StoreFixture.band("B03", DataType.INT16, -1.0),
            StoreFixture.band("B04", DataType.INT16, -1.0));
    StoreLayout layout =
        new StoreLayout(3, CHUNK, new ChunkShape(8, 64, 64), 2, new Compression.Zstd(1));
    try (StoreWriter store = StoreWriter.create(folder, description, layout)) {
      StoreFixture.append(store, 0, 5);
      StoreFixture.append(store, 5, 6);
    }
    BlockReader raster = StoreFixture.open(StoreFixture.rasters(), folder, "bands");
    StoreFixture.assertPlaces(raster, 6, 0, 3);
  }

  @Test
  void bands_that_share_chunks_must_be_alike() {
    StoreDescription description =
        StoreFixture.description(
            StoreFixture.band("B02", DataType.INT16, -1.0),
            StoreFixture.band("SCL", DataType.UINT8, 0.0));
    StoreLayout layout = new StoreLayout(2, CHUNK, null, 2, new Compression.None());
    assertThatThrownBy(() -> StoreWriter.create(folder, description, layout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "bands in one chunk must be alike in type, nodata and scaling, B02 and SCL were not");
  }

  @Test
  void a_file_of_no_data_is_not_written_unless_asked() {
    Band band = Band.of("B", DataType.FLOAT32, NoData.NONE);
    StoreDescription description = StoreFixture.description(band);
    try (StoreWriter store = StoreWriter.create(folder, description, PLAIN)) {
      BlockIndex index = new BlockIndex(0, 0, 1, 1);
      store.write(store.read(index));
      assertThat(store.isWritten(index)).isFalse();
      store.writeAlways(store.read(index));
      assertThat(folder.resolve(store.path(index))).exists();
      store.commit(StoreFixture.times(0, 1));
      store.write(store.read(index));
      assertThat(store.isWritten(index)).isFalse();
    }
    BlockReader raster = StoreFixture.open(StoreFixture.rasters(), folder, "B");
    assertThat(raster.read(0, 0, StoreFixture.GRID.window()).mask().isNoneValid()).isTrue();
  }

  @Test
  void one_writer_at_a_time_has_a_store() {
    StoreDescription description =
        StoreFixture.description(StoreFixture.band("B04", DataType.UINT16, 0.0));
    try (StoreWriter first = StoreWriter.create(folder, description, PLAIN)) {
      assertThat(first.times().isEmpty()).isTrue();
      assertThatThrownBy(() -> StoreWriter.open(folder, description, PLAIN))
          .isInstanceOf(StoreException.class)
          .hasMessage("store " + folder + " is being written by another");
    }
    StoreWriter.open(folder, description, PLAIN).close();
  }

  @Test
  void a_store_is_opened_only_with_what_it_was_made_with() {
    StoreDescription description =
        StoreFixture.description(StoreFixture.band("B04", DataType.UINT16, 0.0));
    StoreWriter.create(folder, description, PLAIN).close();
    StoreDescription other =
        StoreFixture.description(StoreFixture.band("B04", DataType.INT16, 0.0));
    assertThatThrownBy(() -> StoreWriter.open(folder, other, PLAIN))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot open store " + folder + ": B04/.zarray must be {");
    assertThatThrownBy(() -> StoreWriter.create(folder, description, PLAIN))
        .hasMessage("folder " + folder + " must hold no store yet");
    StoreWriter.open(folder, description, PLAIN).close();
  }

  @Test
  void only_folders_of_this_machine_are_written() {
    assertThatThrownBy(() -> StoreWriter.folder(URI.create("s3://bucket/cube.zarr")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "location of a store to be written must be a folder of this machine, was"
                + " s3://bucket/cube.zarr");
    assertThat(StoreWriter.folder(folder.toUri())).isEqualTo(folder);
    assertThat(StoreWriter.exists(folder)).isFalse();
    assertThat(Files.exists(folder)).isTrue();
  }
}
