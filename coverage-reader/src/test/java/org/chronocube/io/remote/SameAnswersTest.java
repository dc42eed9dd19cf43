// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.product.cf.ZarrParser;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog over a folder and one over a bucket with the same files: the same maps. */
class SameAnswersTest {

  private static final Path ARCHIVE = Path.of("../data-dir/archive/bordeaux-s2-l1c");

  @TempDir Path temp;

  private Path catalog(String name, String storage, String location) throws IOException {
    String text =
        """
        version: 1
        index: jdbc:sqlite:%s.sqlite
        %s
        products:
          - id: s2
            parser: stac-item
            location: %s
            bands:
              - {name: B02, type: uint16, nodata: 0, scale: 0.0001}
              - {name: B04, type: uint16, nodata: 0, scale: 0.0001}
        cubes:
          - name: c
            products: [s2]
            bands: [B02, B04]
            grid: {crs: "EPSG:4326", shape: [130, 120], extent: [-0.6, 44.811, -0.551, 44.866]}
        """
            .formatted(name, storage, location);
    return Files.writeString(temp.resolve(name + ".yaml"), text);
  }

  private static List<float[]> read(Path catalog) {
    return read(catalog, List.of("B02", "B04"), 2);
  }

  private static List<float[]> read(Path catalog, List<String> bands, int scenes) {
    try (Datacube datacube = Datacubes.open(catalog, DatacubeOptions.DEFAULTS)) {
      IndexReport report =
          new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE).get(0);
      assertThat(report.skipped()).isEmpty();
      assertThat(report.inserted()).isEqualTo(scenes);
      Cube cube = datacube.catalog().cube("c").orElseThrow();
      CubeRequest request =
          new CubeRequest(
              cube.grid(),
              bands,
              List.of(),
              MosaicRule.MOST_RECENT,
              Resampling.BILINEAR,
              Filter.INCLUDE,
              List.of(),
              CubeRequest.FailurePolicy.FAIL);
      CubeRaster raster = datacube.engine().read(cube, request, Progress.NONE);
      return raster.blocks().stream().map(block -> block.samples()).toList();
    }
  }

  @Test
  void a_folder_and_a_bucket_give_the_same_map() throws Exception {
    try (S3Server s3 = S3Server.open();
        Stream<Path> files = Files.walk(ARCHIVE)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*(json|B02.tif|B04.tif)")).toList()) {
        s3.put("b/" + ARCHIVE.relativize(file), Files.readAllBytes(file));
      }
      String storage =
          "storage: [{bucket: archive, endpoint: \"%s\", credentials: anonymous}]"
              .formatted(s3.endpoint());
      List<float[]> local = read(catalog("local", "", ARCHIVE.toRealPath().toString()));
      List<float[]> remote = read(catalog("remote", storage, "s3://archive/b"));
      assertThat(remote).hasSize(2);
      for (int band = 0; band < 2; band++) {
        assertThat(remote.get(band)).isEqualTo(local.get(band));
        assertThat(local.get(band)[local.get(band).length / 2]).isPositive();
      }
      assertThat(s3.proxy().requests()).allMatch(r -> !r.contains("Authorization"));
    }
  }

  private static Map<String, byte[]> zarr() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (InputStream in = ZarrParser.class.getResourceAsStream("field.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (!e.isDirectory()) {
          files.put("field.zarr/" + e.getName(), zip.readAllBytes());
        }
      }
    }
    return files;
  }

  private Path zarrCatalog(String name, String storage, String location) throws IOException {
    String text =
        """
        version: 1
        index: jdbc:sqlite:%s.sqlite
        %s
        products:
          - id: field
            parser: zarr
            location: %s
            bands: [{name: B04, type: uint16, nodata: 65535, scale: 0.0001}]
        cubes:
          - name: c
            products: [field]
            bands: [B04]
            grid: {crs: "EPSG:32631", resolution: 10, extent: [643260, 5675820, 643900, 5676480]}
        """
            .formatted(name, storage, location);
    return Files.writeString(temp.resolve(name + ".yaml"), text);
  }

  @Test
  void a_zarr_store_gives_the_same_map_from_a_bucket() throws Exception {
    try (S3Server s3 = S3Server.open()) {
      for (var file : zarr().entrySet()) {
        s3.put("cubes/" + file.getKey(), file.getValue());
        Path local = temp.resolve(file.getKey());
        Files.createDirectories(local.getParent());
        Files.write(local, file.getValue());
      }
      String storage =
          "storage: [{bucket: archive, endpoint: \"%s\", credentials: anonymous}]"
              .formatted(s3.endpoint());
      List<String> bands = List.of("B04");
      List<float[]> local = read(zarrCatalog("disk", "", temp.toRealPath().toString()), bands, 3);
      List<float[]> remote = read(zarrCatalog("s3", storage, "s3://archive/cubes"), bands, 3);
      assertThat(remote.get(0)).isEqualTo(local.get(0));
      // The last of three dates, south-eastern corner, as xarray reads it.
      assertThat(local.get(0)[66 * 64 - 1]).isEqualTo(8664);
    }
  }
}
