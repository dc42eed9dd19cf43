// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chronocube.catalog.Datacube;
import org.chronocube.index.IndexException;
import org.chronocube.product.IndexReport.Skipped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows growing archives: looks at the locations of all products again and again and indexes what
 * has come, as {@link Indexer} does, but nothing that is still being copied: files must be the same
 * in two looks, and a SAFE folder must have its manifest. Each complaint is made once.
 */
public final class ArchiveWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);

  /** Lets time pass between looks. */
  @FunctionalInterface
  public interface Pause {

    /**
     * Waits until something may have changed, no longer than so long.
     *
     * @param datacube whose archives are watched
     * @return false when watching is to end
     */
    boolean await(Duration most, Datacube datacube) throws InterruptedException;
  }

  private final Supplier<Datacube> datacube;
  private final ProductParsers parsers;
  private final IndexOptions options;
  private final Duration interval;
  private final Duration settle;
  private final Settling settling = new Settling();
  private final Set<Object> told = new HashSet<>();

  /**
   * @param datacube asked for at each look, so that the catalog may change
   * @param interval between looks, where nothing tells of changes
   * @param settle between two looks at something new, > 0
   */
  public ArchiveWatch(
      Supplier<Datacube> datacube,
      ProductParsers parsers,
      IndexOptions options,
      Duration interval,
      Duration settle) {
    this.datacube = datacube;
    this.parsers = parsers;
    this.options = options;
    this.interval = interval;
    this.settle = settle;
  }

  /**
   * Watches until the pause says that it is enough.
   *
   * @param reports hears of each look that brought or found something new
   */
  public void run(Pause pause, IndexProgress progress, Consumer<List<IndexReport>> reports)
      throws InterruptedException {
    Duration most;
    do {
      List<IndexReport> news = look(progress);
      if (!news.isEmpty()) {
        reports.accept(news);
      }
      most = settling.isWaiting() ? settle : interval;
    } while (!progress.isCancelled() && pause.await(most, datacube.get()));
  }

  // An index that is locked or out of reach for a while ends no watch.
  private List<IndexReport> look(IndexProgress progress) {
    settling.beginLook();
    try {
      return new Indexer(datacube.get(), parsers, options, settling)
          .indexCatalog(progress).stream().map(this::news).filter(ArchiveWatch::isNews).toList();
    } catch (IndexException e) {
      LOG.error("{}; the next look tries again", e.getMessage(), e);
      return List.of();
    }
  }

  private static boolean isNews(IndexReport report) {
    return report.isChange() || !report.skipped().isEmpty() || !report.gone().isEmpty();
  }

  /** The report without what was told before. */
  private IndexReport news(IndexReport report) {
    List<Skipped> skipped = new ArrayList<>();
    report.skipped().stream().filter(told::add).forEach(skipped::add);
    List<String> gone = new ArrayList<>();
    report.gone().stream().filter(told::add).forEach(gone::add);
    return new IndexReport(
        report.product(),
        report.found(),
        report.inserted(),
        report.updated(),
        report.unchanged(),
        report.superseded(),
        report.duplicates(),
        gone,
        report.deleted(),
        skipped);
  }
}
