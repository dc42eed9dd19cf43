// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.DerivingCubeEngine;
import org.chronocube.cube.SliceStore;
import org.chronocube.cube.WorkingMemory;
import org.chronocube.geolocation.SensorModels;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterFormat;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterView;
import org.chronocube.io.SensorModelFormat;
import org.chronocube.io.SensorModelReader;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.netcdf.NetcdfFormat;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.dimap.DimapView;
import org.chronocube.io.jp2.Jp2Format;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.remote.Archives;
import org.chronocube.io.rpc.RpcModelFormat;
import org.chronocube.io.sentinel1.Sentinel1GrdView;
import org.chronocube.io.sentinel1.Sentinel1ModelFormat;
import org.chronocube.io.terrasarx.TerrasarxView;
import org.chronocube.io.tiff.ControlPointFormat;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.io.tiles.TilView;
import org.chronocube.storage.HybridStore;
import org.chronocube.storage.PersistentStore;

/** Opens catalogs: the one place where index, block cache and engine are put together. */
public final class Datacubes {

  // More connections than threads: a request under way may hold one stream while it reads.
  private static final int CONNECTIONS = 10;

  /** Of deflated entries of zips: enough for the marks of some hundred megabytes. */
  private static final long MIN_INFLATED_BYTES = 32L << 20;

  private Datacubes() {}

  /**
   * Opens what a catalog file describes. Reads the file and opens the index (creating it unless
   * read-only); scans neither archive nor index.
   *
   * @throws org.chronocube.InvalidParameterException when the catalog cannot be read or breaks a
   *     rule
   * @throws org.chronocube.index.IndexException when the index cannot be opened
   */
  public static Datacube open(Path catalogFile, DatacubeOptions options) {
    Catalog read = CatalogReader.read(catalogFile);
    check("jpeg2000", read.jpeg2000().id(), read.jpeg2000().missing());
    check("deflate", read.deflate().id(), read.deflate().missing());
    String url = options.index() == null ? read.index() : Locations.override(options.index());
    Catalog catalog = read.withIndex(url);
    SceneIndex index = JdbcSceneIndexes.open(url, indexOptions(options));
    ExecutorService pool = Executors.newFixedThreadPool(options.threads(), new DaemonThreads());
    Archives archives = archives(catalog, options);
    ByteSources files = archives.files();
    // Half of the memory keeps decoded blocks, half is the working space of requests.
    BlockCache cache = new BlockCache(options.cacheBytes() / 2);
    RasterOpener rasters = rasters(files, cache, read);
    CrsRegistry crs = new CrsRegistry(sensorModels(new RasterView.Surroundings(rasters, files)));
    WorkingMemory memory = new WorkingMemory(options.cacheBytes() / 2, options.compositeBytes());
    Function<SliceStore, DefaultCubeEngine> engines =
        store -> new DefaultCubeEngine(index, rasters, crs, pool, options.threads(), memory, store);
    SliceStore hybrid =
        new HybridStore(index, crs, engines.apply(SliceStore.NONE), cache, InstantSource.system());
    CubeEngine engine = engines.apply(slices(new PersistentStore(crs::searchArea), hybrid));
    CubeEngine any = new DerivingCubeEngine(engine, index, crs);
    return new Datacube(catalog, index, rasters, any, crs, archives, pool::shutdown);
  }

  // Each cube is asked for where its storage mode keeps dates.
  private static SliceStore slices(SliceStore persistent, SliceStore hybrid) {
    return (cube, dates, target) -> {
      if (cube.storage() instanceof CubeStorage.Persistent) {
        return persistent.find(cube, dates, target);
      }
      return (cube.storage() instanceof CubeStorage.Hybrid ? hybrid : SliceStore.NONE)
          .find(cube, dates, target);
    };
  }

  /**
   * An opened catalog as its files are now. Products and cubes follow them; what is opened stays:
   * the index must be the same, and servers and buckets that are named anew are not asked before
   * the catalog is opened again.
   *
   * @param open what {@link #open} gave for the same file and options
   * @throws InvalidParameterException when the catalog breaks a rule or names another index
   */
  public static Datacube reread(Datacube open, Path catalogFile, DatacubeOptions options) {
    Catalog read = CatalogReader.read(catalogFile);
    String index = open.catalog().index();
    if (options.index() == null && !read.index().equals(index)) {
      throw new InvalidParameterException(
          "index", "index must stay the same while the catalog is open, was changed");
    }
    return open.withCatalog(read.withIndex(index));
  }

  private static void check(String setting, String id, Optional<String> missing) {
    missing.ifPresent(
        why -> {
          throw new InvalidParameterException(
              setting, setting + " must be auto or java on this machine, was " + id + ": " + why);
        });
  }

  private static Options indexOptions(DatacubeOptions options) {
    Options base = options.readOnly() ? Options.forReading() : Options.forWriting();
    return base.withPoolSize(Math.max(CONNECTIONS, options.threads() + 2));
  }

  private static Archives archives(Catalog catalog, DatacubeOptions options) {
    long inflated = Math.max(MIN_INFLATED_BYTES, options.cacheBytes() / 4);
    return Archives.of(Storage.settings(catalog, inflated));
  }

  private static RasterOpener rasters(ByteSources files, BlockCache cache, Catalog catalog) {
    List<RasterFormat> formats =
        List.of(
            new TiffFormat(cache, catalog.deflate().open()),
            new Jp2Format(cache, catalog.jpeg2000()));
    List<RasterView> views =
        List.of(
            new DimapView(),
            new TerrasarxView(),
            new TilView(),
            new ArrayView("netcdf", new NetcdfFormat(), cache),
            new ArrayView("zarr", new ZarrFormat(), cache),
            new Sentinel1GrdView());
    return new BlockReaders(files, formats, views);
  }

  private static SensorModels sensorModels(RasterView.Surroundings surroundings) {
    List<SensorModelFormat> formats =
        List.of(new RpcModelFormat(), new Sentinel1ModelFormat(), new ControlPointFormat());
    return new SensorModelReader(formats, surroundings);
  }

  /** Threads that do not keep a virtual machine alive that is otherwise done. */
  private static final class DaemonThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "chronocube-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
