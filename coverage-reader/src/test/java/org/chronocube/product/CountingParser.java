// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Scene;

/** Remembers what another parser was made to parse. */
record CountingParser(ProductParser parser, Queue<String> parsed) implements ProductParser {

  CountingParser(ProductParser parser) {
    this(parser, new ConcurrentLinkedQueue<>());
  }

  /** Names of what was parsed since the last call, sorted. */
  List<String> takeParsed() {
    List<String> names = parsed.stream().sorted().toList();
    parsed.clear();
    return names;
  }

  @Override
  public String id() {
    return parser.id();
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    parser.checkOptions(product);
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    return parser.group(product, directory, entries);
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return parser.recognises(product, files);
  }

  @Override
  public List<Path> stamped(SceneFiles files) {
    return parser.stamped(files);
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    parsed.add(files.main().getFileName().toString());
    return parser.parse(product, files, context);
  }
}
