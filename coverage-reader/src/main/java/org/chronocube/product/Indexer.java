// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.index.IndexException;
import org.chronocube.product.IndexReport.Skipped;

/**
 * Brings scenes on disk into the index.
 *
 * <p>Idempotent and resumable: scenes are inserted in batches, each a transaction, and a scene that
 * is there already stays as it is; an interrupted run is simply run again. The index remembers how
 * the files were, so that a second run lists names, looks at sizes and times, and parses only what
 * is new or has changed. A file that is broken, or a location that is missing, is reported as
 * skipped and stops nothing; only an index that fails does.
 */
public final class Indexer {

  private final Datacube datacube;
  private final ProductParsers parsers;
  private final IndexOptions options;
  private final Settling settling;

  public Indexer(Datacube datacube, ProductParsers parsers) {
    this(datacube, parsers, IndexOptions.DEFAULTS);
  }

  public Indexer(Datacube datacube, ProductParsers parsers, IndexOptions options) {
    this(datacube, parsers, options, null);
  }

  /**
   * @param settling of what is being copied; null to take whatever is there
   */
  Indexer(Datacube datacube, ProductParsers parsers, IndexOptions options, Settling settling) {
    this.settling = settling;
    this.datacube = datacube;
    this.parsers = parsers;
    this.options = options;
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
      Optional<Work> listing = listing(product, product.location());
      if (listing.isPresent()) {
        return run(listing.get(), progress);
      }
      location = datacube.archives().path(product.location());
    } catch (InvalidParameterException | IOException e) {
      return IndexReport.nothing(id, List.of(new Skipped(product.location(), e.getMessage())));
    }
    return run(walk(product, location, location), progress);
  }

  /**
   * Indexes files, directories or listings.
   *
   * @param locations paths and URLs
   * @param product as of {@link #indexPaths}; one whose parser follows listings is needed for a
   *     listing, unless it is the location of one
   * @throws InvalidParameterException when the catalog has no such product, or a location may not
   *     be read
   * @throws IndexException when the index cannot be written
   */
  public List<IndexReport> indexLocations(
      List<String> locations, String product, IndexProgress progress) {
    List<IndexReport> reports = new ArrayList<>();
    for (String location : locations) {
      Optional<Work> listing = listing(location, product);
      if (listing.isPresent()) {
        reports.add(run(listing.get(), progress));
      } else {
        reports.addAll(indexPaths(List.of(path(location)), product, progress));
      }
    }
    return reports;
  }

  /** True for a location that is followed as a listing, not walked. */
  public boolean isListing(String location, String product) {
    return listing(location, product).isPresent();
  }

  private Optional<Work> listing(String location, String product) {
    return datacube.catalog().products().stream()
        .filter(
            p -> product == null ? p.location().equals(location) : p.product().id().equals(product))
        .findFirst()
        .flatMap(p -> listing(p, location));
  }

  private Optional<Work> listing(ProductDefinition product, String location) {
    if (parsers.get(product.parser()) instanceof ListingParser parser
        && parser.lists(product, location)) {
      SceneListing listing =
          parser.list(
              product,
              location,
              new ListingParser.Context(datacube.archives(), datacube.rasters(), datacube.crs()));
      return Optional.of(Work.listed(product, listing, prefix(location)));
    }
    return Optional.empty();
  }

  // Of a server all that it has, of a file what lies beside and below it.
  private String prefix(String location) {
    if (location.matches("(?i)https?://.*")) {
      int path = location.indexOf('/', location.indexOf("//") + 2);
      return path < 0 ? location : location.substring(0, path + 1);
    }
    return path(location).toAbsolutePath().normalize().getParent().toUri().toString();
  }

  private Path path(String location) {
    try {
      return datacube.archives().path(location);
    } catch (IOException e) {
      throw new InvalidParameterException("location", e.getMessage(), e);
    }
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
      List<ProductDefinition> known =
          product != null ? List.of(definition(product)) : owners(absolute);
      if (!known.isEmpty()) {
        known.forEach(p -> reports.add(indexPath(p, absolute, progress)));
      } else if (!inside(absolute).isEmpty()) {
        inside(absolute).forEach(p -> reports.add(indexProduct(p, progress)));
      } else {
        reports.addAll(indexUnknown(absolute, progress));
      }
    }
    return reports;
  }

  /** True for a path in the location of a product, and for a folder that holds such locations. */
  public boolean isInCatalog(Path path) {
    return !owners(path).isEmpty() || !inside(path).isEmpty();
  }

  private IndexReport indexPath(ProductDefinition product, Path path, IndexProgress progress) {
    parsers.get(product.parser()).checkOptions(product);
    return run(walk(product, root(product, path), path), progress);
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

  /** Those whose location is the nearest folder above a path: several may share one. */
  private List<ProductDefinition> owners(Path path) {
    List<ProductDefinition> owners =
        datacube.catalog().products().stream()
            .filter(p -> location(p).filter(path::startsWith).isPresent())
            .toList();
    int nearest = owners.stream().mapToInt(this::depth).max().orElse(0);
    return owners.stream().filter(p -> depth(p) == nearest).toList();
  }

  private int depth(ProductDefinition product) {
    return location(product).map(Path::getNameCount).orElse(0);
  }

  private List<ProductDefinition> inside(Path directory) {
    return datacube.catalog().products().stream()
        .filter(p -> location(p).filter(l -> l.startsWith(directory)).isPresent())
        .toList();
  }

  private Optional<Path> location(ProductDefinition product) {
    try {
      return Optional.of(datacube.archives().path(product.location()));
    } catch (IOException elsewhere) {
      return Optional.empty(); // said when the product itself is indexed
    }
  }

  // Assets may lie anywhere in the product's location; of a path from elsewhere, beside it.
  private Path root(ProductDefinition product, Path path) {
    Optional<Path> location = location(product).filter(path::startsWith);
    return location.orElseGet(() -> Files.isDirectory(path) ? path : path.getParent());
  }

  private List<IndexReport> indexUnknown(Path path, IndexProgress progress) {
    Recognition recognition = Recognition.of(path, datacube.catalog().products(), parsers);
    List<IndexReport> reports = new ArrayList<>();
    recognition
        .finds()
        .forEach(
            (product, finds) -> {
              Work work = Work.recognised(product, root(product, path), finds);
              reports.add(run(work, progress));
            });
    if (!recognition.skipped().isEmpty()) {
      reports.add(IndexReport.nothing("", recognition.skipped()));
    }
    return reports;
  }

  private Work walk(ProductDefinition product, Path root, Path start) {
    SceneWalker walker = new SceneWalker(product, parsers.get(product.parser())).walk(start);
    List<ProductDefinition> others =
        datacube.catalog().products().stream()
            .filter(p -> p.parser().equals(product.parser()) && !p.equals(product))
            .filter(p -> p.location().equals(product.location()))
            .toList();
    List<Find> own = walker.found().stream().filter(find -> isOwn(find, product, others)).toList();
    return Work.walked(product, root, start, walker, own);
  }

  // Products that share a parser and a location share the scenes out by what the files say; what
  // is of none of them is told by each.
  private boolean isOwn(Find find, ProductDefinition product, List<ProductDefinition> others) {
    return others.isEmpty()
        || !(find instanceof Find.OfScene scene)
        || recognises(product, scene)
        || others.stream().noneMatch(other -> recognises(other, scene));
  }

  private boolean recognises(ProductDefinition product, Find.OfScene scene) {
    try {
      return parsers.get(product.parser()).recognises(product, scene.files());
    } catch (RuntimeException broken) {
      return false; // said when it is parsed
    }
  }

  private IndexReport run(Work work, IndexProgress progress) {
    ProductDefinition product = work.product();
    String id = product.product().id();
    datacube.index().putProduct(product.product());
    progress.found(id, work.count());
    SourceReader reader = new SourceReader(datacube, work, parsers.get(product.parser()), settling);
    ExecutorService threads =
        Executors.newFixedThreadPool(options.threads(), task -> daemon("index-" + id, task));
    try {
      return new IndexRun(work, datacube.index().sources(), reader, options, threads).run(progress);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
