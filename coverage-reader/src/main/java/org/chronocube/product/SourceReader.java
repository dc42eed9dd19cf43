// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chronocube.ChronocubeException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.index.SceneSource;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.scene.Scene;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the scenes of finds. Safe for concurrent use; whatever is broken is told, never thrown. */
final class SourceReader {

  private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

  private final Datacube datacube;
  private final ProductDefinition product;
  private final ProductParser parser;
  private final ParserContext context;
  private final boolean onlyRecognised;
  private final SourceStamps stamps;
  private final ExactFootprints footprints;

  /**
   * @param root under which files that metadata name must be; of a zip it is its own
   * @param onlyRecognised true to leave out of zips what is not of the product by its own words
   */
  SourceReader(
      Datacube datacube,
      ProductDefinition product,
      ProductParser parser,
      Path root,
      boolean onlyRecognised) {
    this.datacube = datacube;
    this.product = product;
    this.parser = parser;
    this.context = context(root);
    this.onlyRecognised = onlyRecognised;
    this.stamps = new SourceStamps(product);
    this.footprints = new ExactFootprints(datacube.rasters(), datacube.crs());
  }

  private ParserContext context(Path root) {
    return new ParserContext(root, datacube.rasters(), datacube.crs());
  }

  /**
   * @param known what the index remembers of it
   * @param exists tells whether a source of that URI is still there
   */
  Reading read(Find find, Optional<SceneSource> known, Predicate<String> exists) {
    List<Skipped> skipped = new ArrayList<>();
    List<Scene> scenes = new ArrayList<>();
    String stamp = "";
    try {
      stamp = stamp(find);
      if (known.isPresent()
          && known.get().stamp().equals(stamp)
          && known.get().duplicateOf().map(exists::test).orElse(true)) {
        return new Reading(find, find.uri(), stamp, known, scenes, skipped);
      }
      if (find.isZip()) {
        readZip(find.main(), scenes, skipped);
      } else {
        readScene(find.scene(), context, find.main().toString(), scenes, skipped);
      }
    } catch (IOException | RuntimeException e) {
      skipped.add(skipped(find.main().toString(), e));
    }
    return new Reading(find, find.uri(), stamp, Optional.empty(), scenes, skipped);
  }

  private String stamp(Find find) throws IOException {
    return find.isZip()
        ? stamps.of(find.files(), Optional.empty())
        : stamps.of(parser.stamped(find.scene()), parser.updated(find.scene()));
  }

  private void readZip(Path zip, List<Scene> scenes, List<Skipped> skipped) throws IOException {
    try (FileSystem inside = ZipFolders.open(zip)) {
      Path root = ZipFolders.root(inside);
      SceneWalker walker = new SceneWalker(product, parser).walk(root);
      for (Skipped path : walker.skipped()) {
        skipped.add(new Skipped(zip + "!" + path.path(), path.reason()));
      }
      for (Find find : walker.found()) {
        if (!find.isZip() && (!onlyRecognised || parser.recognises(product, find.scene()))) {
          readScene(find.scene(), context(root), zip + "!" + find.main(), scenes, skipped);
        }
      }
    }
  }

  private void readScene(
      SceneFiles files, ParserContext in, String path, List<Scene> scenes, List<Skipped> skipped) {
    try {
      parser.parseEach(
          product,
          files,
          in,
          scenes::add,
          (scene, reason) -> skipped.add(skipped(path + ": " + scene, reason)));
    } catch (RuntimeException e) {
      skipped.add(skipped(path, e));
    }
  }

  // Parsers say what is wrong with files; anything else is their own mistake, of which a file that
  // nobody thought of is the occasion. Neither stops the others.
  private static Skipped skipped(String path, Exception e) {
    if (e instanceof ChronocubeException || e instanceof IllegalArgumentException) {
      return new Skipped(path, String.valueOf(e.getMessage()));
    }
    if (e instanceof IOException) {
      return new Skipped(path, "cannot be read: " + e.getMessage());
    }
    LOG.warn("{} cannot be parsed", path, e);
    return new Skipped(path, "cannot be parsed: " + e);
  }
}
