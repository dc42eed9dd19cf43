// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chronocube.band.Band;
import org.chronocube.grid.Window;
import org.chronocube.io.range.UriText;
import org.chronocube.time.TimeAxis;

/**
 * Writes one Zarr store, a folder of this machine's file system. Samples are written by files
 * ({@link StoreBlock}), by many threads at once; they show when {@link #commit} has made their
 * dates part of the store.
 *
 * <p>Every file is replaced as a whole. A commit writes the files of the time coordinate and the
 * metadata of each array, then, by replacing one file, the consolidated metadata: whoever goes by
 * these sees all bands of a date or none. What a writer left behind that was stopped before is
 * removed when the store is opened for writing again.
 *
 * <p>One writer at a time has a store; others are refused.
 */
public final class StoreWriter implements Closeable {

  private final StoreFiles files;
  private final StoreDescription description;
  private final StoreLayout layout;
  private final StoreVariables variables;
  private final Notation notation;
  private final ChunkEncoder encoder;
  private final StoreLock lock;
  private final UncommittedMark mark;
  private final UnforcedFiles unforced;
  private volatile StoreContent content;

  private StoreWriter(StoreFiles files, StoreDescription description, StoreLayout layout) {
    this.files = files;
    this.description = description;
    this.layout = layout;
    this.variables = StoreVariables.of(description, layout);
    this.notation = Notation.of(layout.version(), description.grid().crs());
    this.encoder = new ChunkEncoder(layout.compression());
    this.mark = new UncommittedMark(files);
    this.unforced = new UnforcedFiles(files);
    this.lock = StoreLock.take(files.root());
  }

  /**
   * The folder of a location.
   *
   * @throws StoreException when it is none of this machine's file system
   */
  public static Path folder(URI location) {
    if (!"file".equalsIgnoreCase(location.getScheme())) {
      throw new StoreException(
          "location of a store to be written must be a folder of this machine, was "
              + UriText.of(location));
    }
    return Path.of(location);
  }

  /** True when a folder holds a store, of either version. */
  public static boolean exists(Path folder) {
    StoreFiles files = new StoreFiles(folder);
    return files.exists(NotationV2.CONSOLIDATED) || files.exists(NotationV3.DOCUMENT);
  }

  /**
   * Makes a store without dates. What a writer left behind that was stopped while making it is
   * replaced.
   *
   * @param folder that does not hold a store
   * @throws StoreException when it does, another writer has it, or it cannot be written
   * @throws IllegalArgumentException when the layout does not fit the bands
   */
  public static StoreWriter create(Path folder, StoreDescription description, StoreLayout layout) {
    return create(local(folder), description, layout);
  }

  static StoreWriter create(StoreFiles files, StoreDescription description, StoreLayout layout) {
    StoreWriter writer = new StoreWriter(files, description, layout);
    try {
      if (exists(files.root())) {
        throw new StoreException("folder " + files.root() + " must hold no store yet");
      }
      writer.makeEmpty();
      return writer;
    } catch (IOException e) {
      writer.close();
      throw new StoreException("cannot make store " + files.root() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Opens a store to add dates.
   *
   * @param description what it was made with; title, source, history and attributes may differ
   * @throws StoreException when it was made with another grid, bands or layout, another writer has
   *     it, or it cannot be read
   */
  public static StoreWriter open(Path folder, StoreDescription description, StoreLayout layout) {
    return open(local(folder), description, layout);
  }

  static StoreWriter open(StoreFiles files, StoreDescription description, StoreLayout layout) {
    StoreWriter writer = resume(files, description, layout);
    try {
      if (writer.isUncommitted()) {
        writer.rollback();
      }
      return writer;
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * As {@link #open(Path, StoreDescription, StoreLayout)}, but what a writer left behind that was
   * stopped before stays: samples of dates that do not show, which the caller completes and
   * commits, or takes back by {@link #rollback}.
   */
  public static StoreWriter resume(Path folder, StoreDescription description, StoreLayout layout) {
    return resume(local(folder), description, layout);
  }

  private static StoreWriter resume(
      StoreFiles files, StoreDescription description, StoreLayout layout) {
    StoreWriter writer = new StoreWriter(files, description, layout);
    try {
      writer.load();
      if (writer.isUncommitted()) {
        writer.dropUnfinished();
      }
      return writer;
    } catch (IOException e) {
      writer.close();
      throw new StoreException("cannot open store " + files.root() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  private void dropUnfinished() throws IOException {
    int last = times().size() / layout.file().time();
    for (Variable variable : variables.data()) {
      files.finished(notation.folder(variable, last));
    }
  }

  /** True when samples of dates may be there that do not show. */
  public boolean isUncommitted() {
    return mark.isSet();
  }

  private static StoreFiles local(Path folder) {
    if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
      throw new StoreException(
          "location of a store to be written must be a folder of this machine, was " + folder);
    }
    return new StoreFiles(folder.toAbsolutePath().normalize());
  }

  public StoreDescription description() {
    return description;
  }

  public StoreLayout layout() {
    return layout;
  }

  /** The dates that show. */
  public TimeAxis times() {
    return content.times();
  }

  /**
   * The name of the array of a band, as after {@code #zarr=}; where all bands are one array, that
   * one's.
   */
  public String array(Band band) {
    return array(layout, band);
  }

  /** As {@link #array(Band)}, of any store of a layout. */
  public static String array(StoreLayout layout, Band band) {
    return layout.isStacked() ? StoreVariables.STACK : StoreVariables.name(band);
  }

  /** Bands by files: those of group {@code g} are in files of that number. */
  public List<List<Band>> groups() {
    List<Band> bands = description.bands();
    List<List<Band>> groups = new ArrayList<>();
    for (int b = 0; b < bands.size(); b += layout.bands()) {
      groups.add(bands.subList(b, Math.min(bands.size(), b + layout.bands())));
    }
    return groups;
  }

  /** The part of the grid in a file. */
  public Window window(BlockIndex index) {
    ChunkShape file = layout.file();
    return Window.at(
            index.row() * file.height(), index.col() * file.width(), file.height(), file.width())
        .intersect(description.grid().window());
  }

  /**
   * All files, of all groups, that hold some dates; those of one window one after another.
   *
   * @param fromDate number of the first
   * @param toDate number after the last
   */
  public List<BlockIndex> blocks(int fromDate, int toDate) {
    ChunkShape file = layout.file();
    int rows = (description.grid().height() + file.height() - 1) / file.height();
    int cols = (description.grid().width() + file.width() - 1) / file.width();
    List<BlockIndex> all = new ArrayList<>();
    int groups = groups().size();
    for (int time = fromDate / file.time(); time * file.time() < toDate; time++) {
      for (int row = 0; row < rows; row++) {
        for (int col = 0; col < cols; col++) {
          for (int group = 0; group < groups; group++) {
            all.add(new BlockIndex(group, time, row, col));
          }
        }
      }
    }
    return all;
  }

  /**
   * The samples of a file, those of dates that show; all others are no data. Without a file, all
   * are.
   *
   * @throws StoreException when it cannot be read
   */
  public StoreBlock read(BlockIndex index) {
    Variable variable = variable(index);
    try {
      byte[] bytes = content.read(variable, place(variable, index));
      List<Band> bands = groups().get(index.group());
      return new StoreBlock(index, bands, window(index), layout.file(), layout.bands(), bytes);
    } catch (IOException e) {
      throw failed("read", variable, index, e);
    }
  }

  /**
   * Writes a file, or removes it when all samples are no data.
   *
   * @throws StoreException when it cannot be written; what was there before still is
   */
  public void write(StoreBlock block) {
    write(block, false);
  }

  /**
   * Writes a file even if all samples are no data, for stores where a missing file means that it
   * was not computed yet.
   *
   * @throws StoreException when it cannot be written; what was there before still is
   */
  public void writeAlways(StoreBlock block) {
    write(block, true);
  }

  private void write(StoreBlock block, boolean always) {
    Variable variable = variable(block.index());
    try {
      if (block.datesPut() > content.times().size()) {
        mark.set(block.datesPut());
      }
      String path = notation.file(variable, place(variable, block.index()));
      if (!always && Fill.of(variable).isAll(block.bytes())) {
        files.delete(path);
      } else if (block.firstDate() >= content.times().size() && mark.dates() > 0) {
        unforced.write(path, encoder.encode(variable, block.bytes()));
      } else {
        files.replace(path, encoder.encode(variable, block.bytes()));
      }
    } catch (IOException e) {
      throw failed("write", variable, block.index(), e);
    }
  }

  /** True when a file is there. */
  public boolean isWritten(BlockIndex index) {
    return files.exists(path(index));
  }

  /** The path of a file in the store's folder, with slashes. */
  public String path(BlockIndex index) {
    Variable variable = variable(index);
    return notation.file(variable, place(variable, index));
  }

  private Variable variable(BlockIndex index) {
    return variables.data().get(layout.isStacked() ? 0 : index.group());
  }

  private int[] place(Variable variable, BlockIndex index) {
    return variable.shape().size() == 4
        ? new int[] {index.time(), index.group(), index.row(), index.col()}
        : new int[] {index.time(), index.row(), index.col()};
  }

  private StoreException failed(String verb, Variable variable, BlockIndex index, IOException e) {
    return new StoreException(
        "cannot "
            + verb
            + " "
            + notation.file(variable, place(variable, index))
            + " of store "
            + files.root()
            + ": "
            + e.getMessage(),
        e);
  }

  /**
   * Makes dates part of the store. Their samples, and those of all threads, must have been written;
   * what was not is no data.
   *
   * @param times of the dates after those that show, ascending and later than they
   * @throws StoreException when it cannot be written; then the dates do not show, or, when the last
   *     step was done, all do
   */
  public synchronized void commit(List<Instant> times) {
    List<Instant> all = new ArrayList<>(times().instants());
    all.addAll(times);
    TimeAxis axis = new TimeAxis(all);
    if (mark.dates() > axis.size()) {
      throw new IllegalStateException(
          "dates of which samples were written must be committed together, were "
              + mark.dates()
              + " and not "
              + axis.size());
    }
    try {
      forceData(times().size(), axis.size());
      writeMetadata(axis);
      mark.clear();
    } catch (IOException e) {
      throw new StoreException(
          "cannot commit " + times + " to store " + files.root() + ": " + e.getMessage(), e);
    }
  }

  private void forceData(int fromDate, int toDate) throws IOException {
    unforced.force();
    int span = layout.file().time();
    for (Variable variable : variables.data()) {
      for (int t = fromDate / span; t * span < toDate; t++) {
        files.forceAll(notation.folder(variable, t));
      }
      files.force(variable.name());
    }
  }

  // The order is what makes a commit one step: the file of the consolidated metadata is the last.
  private void writeMetadata(TimeAxis axis) throws IOException {
    new Coordinates(files, notation, encoder).writeTimes(variables.coordinates().get(0), axis);
    SortedMap<String, JsonNode> arrays = arrays(axis.size());
    for (var document : arrays.entrySet()) {
      if (!isThere(document.getKey(), document.getValue())) {
        files.replace(document.getKey(), Json.bytes(document.getValue()));
      }
    }
    for (Variable variable : variables.all()) {
      files.force(variable.name());
    }
    JsonNode all = notation.consolidated(arrays, globals());
    files.replace(notation.consolidatedPath(), Json.bytes(all));
    files.force("");
    content = new StoreContent(files, layout, axis);
  }

  private boolean isThere(String path, JsonNode document) throws IOException {
    return files.exists(path) && Json.areEqual(Json.read(files.read(path)), document);
  }

  private SortedMap<String, JsonNode> arrays(int dates) {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    for (Variable variable : variables.all()) {
      all.putAll(notation.array(variable, layout.compression(), dates));
    }
    return all;
  }

  private Map<String, String> globals() {
    Map<String, String> all = new TreeMap<>(description.attributes());
    all.put("Conventions", "CF-1.10");
    all.put("title", description.title());
    all.put("source", description.source());
    all.put("history", description.history());
    return all;
  }

  private void makeEmpty() throws IOException {
    for (Variable variable : variables.all()) {
      files.deleteAll(variable.name());
    }
    for (var document : notation.root(globals()).entrySet()) {
      files.replace(document.getKey(), Json.bytes(document.getValue()));
    }
    new Coordinates(files, notation, encoder).write(variables.coordinates(), description);
    writeMetadata(new TimeAxis(List.of()));
  }

  private void load() throws IOException {
    if (!files.exists(notation.consolidatedPath())) {
      throw new IOException("it must be a store of version " + layout.version() + " of Zarr");
    }
    TimeAxis axis = StoreContent.times(files);
    SortedMap<String, JsonNode> there =
        notation.arrays(Json.read(files.read(notation.consolidatedPath())));
    SortedMap<String, JsonNode> expected = arrays(axis.size());
    for (var document : expected.entrySet()) {
      JsonNode found = there.get(document.getKey());
      if (found == null || !Json.areEqual(found, document.getValue())) {
        throw new IOException(
            document.getKey() + " must be " + document.getValue() + ", was " + found);
      }
    }
    if (there.size() != expected.size()) {
      throw new IOException(
          "it must have the arrays " + expected.keySet() + ", had " + there.keySet());
    }
    content = new StoreContent(files, layout, axis);
  }

  /**
   * Removes what was written of dates that do not show.
   *
   * @throws StoreException when that fails; it can be tried again
   */
  public synchronized void rollback() {
    try {
      int dates = times().size();
      int span = layout.file().time();
      for (Variable variable : variables.data()) {
        String parent = notation.folder(variable, 0);
        for (String name : files.names(parent.substring(0, parent.lastIndexOf('/')))) {
          if (name.matches("\\d+")) {
            rollback(variable, Integer.parseInt(name), dates, span);
          }
        }
      }
      writeMetadata(times());
      mark.clear();
    } catch (IOException e) {
      throw new StoreException("cannot roll back store " + files.root() + ": " + e.getMessage(), e);
    }
  }

  private void rollback(Variable variable, int block, int dates, int span) throws IOException {
    String folder = notation.folder(variable, block);
    if (block * span >= dates) {
      files.deleteAll(folder);
    } else if ((block + 1) * span > dates) {
      Fill fill = Fill.of(variable);
      for (String path : files.finished(folder)) {
        byte[] shown = content.read(variable, place(path, folder, block));
        if (fill.isAll(shown)) {
          files.delete(path);
        } else {
          files.replace(path, encoder.encode(variable, shown));
        }
      }
    }
  }

  private static int[] place(String path, String folder, int block) throws IOException {
    String[] rest = path.substring(folder.length() + 1).split("/");
    int[] place = new int[rest.length + 1];
    place[0] = block;
    for (int i = 0; i < rest.length; i++) {
      if (!rest[i].matches("\\d{1,9}")) {
        throw new IOException("files of samples must be named by numbers, was " + path);
      }
      place[i + 1] = Integer.parseInt(rest[i]);
    }
    return place;
  }

  /** Lets others write; what was not committed is removed when the store is opened again. */
  @Override
  public void close() {
    lock.close();
  }
}
