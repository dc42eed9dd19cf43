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
  private final Settling settling;
  private final SourceStamps stamps;
  private final ExactFootprints footprints;

  /**
   * @param settling of what is being copied; null to read whatever is there
   */
  SourceReader(Datacube datacube, Work work, ProductParser parser, Settling settling) {
    this.settling = settling;
    this.datacube = datacube;
    this.product = work.product();
    this.parser = parser;
    this.context = context(work.root());
    this.onlyRecognised = work.onlyRecognised();
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
        return new Reading(find, find.uri(), stamp, known, false, scenes, skipped);
      }
      if (isToWait(find)) {
        return new Reading(find, find.uri(), stamp, Optional.empty(), true, scenes, skipped);
      }
      if (find instanceof Find.Zip zip) {
        readZip(zip.file(), scenes, skipped);
      } else if (find instanceof Find.OfScene scene) {
        parse(scene.files(), context, scenes, skipped);
      } else if (find instanceof Find.Listed listed) {
        scenes.add(footprints.apply(product, listed.entry().scene()));
      }
    } catch (IOException | RuntimeException e) {
      skipped.add(skipped(find.shown(), e));
    }
    if (settling != null && skipped.isEmpty()) {
      settling.done(find.uri());
    }
    return new Reading(find, find.uri(), stamp, Optional.empty(), false, scenes, skipped);
  }

  private String stamp(Find find) throws IOException {
    if (find instanceof Find.OfScene scene) {
      return stamps.of(parser.stamped(scene.files()), "");
    }
    return find instanceof Find.Zip zip
        ? stamps.of(List.of(zip.file()), "")
        : stamps.of(List.of(), ((Find.Listed) find).entry().stamp());
  }

  private boolean isToWait(Find find) throws IOException {
    List<Path> files = files(find);
    return settling != null
        && !files.isEmpty()
        && settling.look(find.uri(), files, stamps.of(files, "")) != Settling.Advice.TAKE;
  }

  private static List<Path> files(Find find) {
    if (find instanceof Find.OfScene scene) {
      return scene.files().files();
    }
    return find instanceof Find.Zip zip ? List.of(zip.file()) : List.of();
  }

  private void readZip(Path zip, List<Scene> scenes, List<Skipped> skipped) throws IOException {
    try (FileSystem inside = ZipFolders.open(zip)) {
      Path root = ZipFolders.root(inside);
      SceneWalker walker = new SceneWalker(product, parser).walk(root);
      for (Skipped path : walker.skipped()) {
        skipped.add(new Skipped(zip + "!" + path.path(), path.reason()));
      }
      for (Find find : walker.found()) {
        // A zip in the zip is not looked into.
        if (find instanceof Find.OfScene scene
            && (!onlyRecognised || parser.recognises(product, scene.files()))) {
          try {
            parse(scene.files(), context(root), scenes, skipped);
          } catch (RuntimeException e) {
            skipped.add(skipped(zip + "!" + find.shown(), e));
          }
        }
      }
    }
  }

  private void parse(
      SceneFiles files, ParserContext in, List<Scene> scenes, List<Skipped> skipped) {
    parser.parseEach(
        product,
        files,
        in,
        scene -> scenes.add(footprints.apply(product, scene)),
        (name, broken) -> skipped.add(skipped(name, broken)));
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
