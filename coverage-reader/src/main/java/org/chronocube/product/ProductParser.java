// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Scene;

/**
 * Knows one way in which products lie on disk. Stateless: safe for concurrent use. New ones are
 * named in {@code META-INF/services/org.chronocube.product.ProductParser}.
 */
public interface ProductParser {

  /** What {@code parser:} in the catalog calls it, e.g. {@code stac-item}. */
  String id();

  /**
   * Checks the options of a product before anything is read.
   *
   * @throws org.chronocube.InvalidParameterException naming option, rule and value
   */
  void checkOptions(ProductDefinition product);

  /**
   * Products that are the same wherever they are delivered, e.g. {@code sentinel-2-l2a}, with their
   * bands, ready to be added to a catalog when files of theirs are met; none by default. Each
   * recognises files that no other one does. Their location is empty.
   */
  default List<ProductDefinition> standardProducts() {
    return List.of();
  }

  /**
   * Which entries of one directory make scenes; by names only, without opening anything. A
   * directory that is named in an answer is a scene's own and is not walked.
   *
   * @param directory absolute; may be the root of a zip, which has no name
   * @param entries absolute paths of its files and subdirectories, by name
   */
  List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries);

  /**
   * True when these files say of themselves that they are of this product; for files that were not
   * found in the product's location.
   */
  boolean recognises(ProductDefinition product, SceneFiles files);

  /**
   * Reads metadata (and headers, where the metadata does not say) into a scene.
   *
   * @throws SceneParseException saying what is wrong with which file
   * @throws org.chronocube.io.RasterReadException when a header cannot be read
   */
  Scene parse(ProductDefinition product, SceneFiles files, ParserContext context);

  /**
   * Reads all scenes that files hold, where that may be more than one: the times of a NetCDF or
   * Zarr cube, the items of a STAC item collection. Parsers of such files override this, and their
   * {@link #parse} gives the first. All or none: what is broken in one breaks all.
   *
   * @throws SceneParseException saying what is wrong with which file
   * @throws org.chronocube.io.RasterReadException when a header cannot be read
   */
  default List<Scene> parseAll(ProductDefinition product, SceneFiles files, ParserContext context) {
    return List.of(parse(product, files, context));
  }

  /**
   * As {@link #parseAll}, but what is broken breaks only itself, where the parser can tell scenes
   * apart.
   *
   * @param scenes takes each scene
   * @param broken takes what stands for a scene that cannot be read, and why
   */
  default void parseEach(
      ProductDefinition product,
      SceneFiles files,
      ParserContext context,
      Consumer<Scene> scenes,
      BiConsumer<String, RuntimeException> broken) {
    parseAll(product, files, context).forEach(scenes);
  }

  /**
   * The files and directories whose names, sizes and times tell whether the scene has to be parsed
   * again; of a directory all that is below it counts. Looked at in every run: a parser that reads
   * few of many files overrides this.
   */
  default List<Path> stamped(SceneFiles files) {
    return files.files();
  }
}
