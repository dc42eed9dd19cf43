// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.index.IndexException;
import org.chronocube.index.InsertReport;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.scene.Scene;

/**
 * Brings scenes on disk into the index.
 *
 * <p>Idempotent and resumable: scenes are inserted in batches, each a transaction, and a scene that
 * is there already stays as it is; an interrupted run is simply run again. A file that is broken,
 * or a location that is missing, is reported as skipped and stops nothing; only an index that fails
 * does.
 */
public final class Indexer {

  private static final int BATCH = 200;

  private final Datacube datacube;
  private final ProductParsers parsers;

  public Indexer(Datacube datacube, ProductParsers parsers) {
    this.datacube = datacube;
    this.parsers = parsers;
  }

  /**
   * Indexes every product of the catalog from its own location; one report each.
   *
   * @throws IndexException when the index cannot be written
   */
  public List<IndexReport> indexCatalog(IndexProgress progress) {
    List<IndexReport> reports = new ArrayList<>();
    for (ProductDefinition product : datacube.catalog().products()) {
      reports.add(indexProduct(product, progress));
    }
    return reports;
  }

  /** Indexes one product of the catalog from its own location. */
  public IndexReport indexProduct(ProductDefinition product, IndexProgress progress) {
    String id = product.product().id();
    Path location;
    try {
      parsers.get(product.parser()).checkOptions(product);
      location = location(product);
    } catch (InvalidParameterException e) {
      return IndexReport.nothing(id, List.of(new Skipped(product.location(), e.getMessage())));
    }
    return insert(product, location, walk(product, location), progress);
  }

  /**
   * Indexes files or directories, wherever they are.
   *
   * @param paths files or directories; a directory that holds the locations of products stands for
   *     these
   * @param product id of the product they are of, or null: then it is the one in whose location a
   *     path lies, or the one whose parser recognises the files
   * @throws InvalidParameterException when the catalog has no such product
   * @throws IndexException when the index cannot be written
   */
  public List<IndexReport> indexPaths(List<Path> paths, String product, IndexProgress progress) {
    List<IndexReport> reports = new ArrayList<>();
    for (Path path : paths) {
      Path absolute = path.toAbsolutePath().normalize();
      Optional<ProductDefinition> known =
          product != null ? Optional.of(definition(product)) : owner(absolute);
      if (known.isPresent()) {
        SceneWalker walker = walk(known.get(), absolute);
        reports.add(insert(known.get(), root(known.get(), absolute), walker, progress));
      } else if (!inside(absolute).isEmpty()) {
        inside(absolute).forEach(p -> reports.add(indexProduct(p, progress)));
      } else {
        reports.addAll(indexUnknown(absolute, progress));
      }
    }
    return reports;
  }

  private ProductDefinition definition(String product) {
    return datacube.catalog().products().stream()
        .filter(p -> p.product().id().equals(product))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "product", "product must be one of the catalog, was " + product));
  }

  private Optional<ProductDefinition> owner(Path path) {
    return datacube.catalog().products().stream()
        .filter(p -> !isUri(p) && path.startsWith(location(p)))
        .findFirst();
  }

  private List<ProductDefinition> inside(Path directory) {
    return datacube.catalog().products().stream()
        .filter(p -> !isUri(p) && location(p).startsWith(directory))
        .toList();
  }

  private static boolean isUri(ProductDefinition product) {
    return product.location().matches("[a-z][a-z0-9+.-]+:.*");
  }

  private static Path location(ProductDefinition product) {
    if (isUri(product)) {
      throw new InvalidParameterException(
          "location", "location must be a directory, was " + product.location());
    }
    return Path.of(product.location());
  }

  // Assets may lie anywhere in the product's location; of a path from elsewhere, beside it.
  private static Path root(ProductDefinition product, Path path) {
    if (!isUri(product) && path.startsWith(location(product))) {
      return location(product);
    }
    return Files.isDirectory(path) ? path : path.getParent();
  }

  private SceneWalker walk(ProductDefinition product, Path start) {
    return new SceneWalker(product, parsers.get(product.parser())).walk(start);
  }

  private List<IndexReport> indexUnknown(Path path, IndexProgress progress) {
    Recognition recognition = Recognition.of(path, datacube.catalog().products(), parsers);
    List<IndexReport> reports = new ArrayList<>();
    recognition
        .scenes()
        .forEach(
            (product, files) ->
                reports.add(insert(product, root(product, path), files, List.of(), progress)));
    if (!recognition.skipped().isEmpty()) {
      reports.add(IndexReport.nothing("", recognition.skipped()));
    }
    return reports;
  }

  private IndexReport insert(
      ProductDefinition product, Path root, SceneWalker walker, IndexProgress progress) {
    return insert(product, root, walker.found(), walker.skipped(), progress);
  }

  private IndexReport insert(
      ProductDefinition product,
      Path root,
      List<SceneFiles> files,
      List<Skipped> unlisted,
      IndexProgress progress) {
    datacube.index().putProduct(product.product());
    progress.found(product.product().id(), files.size());
    Tally tally = new Tally(product.product().id(), files.size(), unlisted);
    ParserContext context = new ParserContext(root, datacube.rasters(), datacube.crs());
    ProductParser parser = parsers.get(product.parser());
    for (int from = 0; from < files.size() && !progress.isCancelled(); from += BATCH) {
      List<Scene> batch = new ArrayList<>();
      for (SceneFiles scene : files.subList(from, Math.min(files.size(), from + BATCH))) {
        try {
          batch.addAll(parser.parseAll(product, scene, context));
        } catch (IllegalArgumentException | ChronocubeException e) {
          tally.skipped.add(new Skipped(scene.main().toString(), e.getMessage()));
        }
        progress.done(product.product().id(), scene.main().getFileName().toString());
      }
      tally.add(datacube.index().insert(batch));
    }
    return tally.report();
  }

  /** Adds up the batches. */
  private static final class Tally {
    private final String product;
    private final int found;
    private final List<Skipped> skipped;
    private final Map<String, String> superseded = new LinkedHashMap<>();
    private int inserted;
    private int updated;
    private int unchanged;

    Tally(String product, int found, List<Skipped> skipped) {
      this.product = product;
      this.found = found;
      this.skipped = new ArrayList<>(skipped);
    }

    void add(InsertReport batch) {
      inserted += batch.inserted().size();
      updated += batch.updated().size();
      unchanged += batch.unchanged().size();
      superseded.putAll(batch.superseded());
    }

    IndexReport report() {
      return new IndexReport(product, found, inserted, updated, unchanged, superseded, skipped);
    }
  }
}
