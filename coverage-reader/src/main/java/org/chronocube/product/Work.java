// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport.Skipped;

/**
 * What to index of one product.
 *
 * @param root under which files that metadata name must be; null for a listing, which knows
 * @param known URIs that are there, as far as that is known before
 * @param finds in order; may be lazy
 * @param count how many there are, −1 when that is not known
 * @param skipped what could not be looked at, and why
 * @param gone below what, and except below what, scenes that are not found are gone; asked at the
 *     end
 * @param onlyRecognised true to leave out of zips what is not of the product by its own words
 */
record Work(
    ProductDefinition product,
    Path root,
    List<String> known,
    Iterator<Find> finds,
    int count,
    List<Skipped> skipped,
    Supplier<Optional<Scope>> gone,
    boolean onlyRecognised) {

  /**
   * A part of all URIs.
   *
   * @param prefix what they begin with
   * @param except beginnings that are not in it
   */
  record Scope(String prefix, List<String> except) {

    boolean holds(String uri) {
      return uri.startsWith(prefix) && except.stream().noneMatch(uri::startsWith);
    }
  }

  /**
   * What was found by walking from a path.
   *
   * @param finds those of the walker that are of the product
   */
  static Work walked(
      ProductDefinition product, Path root, Path start, SceneWalker walker, List<Find> finds) {
    List<String> unseen = walker.unseen().stream().map(p -> p.toUri().toString()).toList();
    Optional<Scope> scope =
        Files.isDirectory(start)
            ? Optional.of(new Scope(start.toUri().toString(), unseen))
            : Optional.empty();
    return new Work(
        product,
        root,
        finds.stream().map(Find::uri).toList(),
        finds.iterator(),
        finds.size(),
        walker.skipped(),
        () -> scope,
        false);
  }

  /** Some finds of which nobody knows what else there was. */
  static Work recognised(ProductDefinition product, Path root, List<Find> finds) {
    List<String> known = finds.stream().map(Find::uri).toList();
    return new Work(
        product, root, known, finds.iterator(), finds.size(), List.of(), Optional::empty, true);
  }

  /**
   * @param prefix of the scenes that are gone when the listing has come to its end without them
   */
  static Work listed(ProductDefinition product, SceneListing listing, String prefix) {
    Scope scope = new Scope(prefix, List.of());
    return new Work(
        product,
        null,
        List.of(),
        new Listed(listing),
        -1,
        List.of(),
        () -> listing.isComplete() ? Optional.of(scope) : Optional.empty(),
        false);
  }

  /** The entries of a listing; asked for the first one only when it is wanted. */
  private static final class Listed implements Iterator<Find> {
    private final SceneListing listing;
    private Optional<SceneListing.Entry> ahead;

    Listed(SceneListing listing) {
      this.listing = listing;
    }

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = listing.next();
      }
      return ahead.isPresent();
    }

    @Override
    public Find next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the listing has come to its end");
      }
      Find find = new Find.Listed(ahead.get());
      ahead = null;
      return find;
    }
  }
}
