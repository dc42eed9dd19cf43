// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.threshold.NoChange;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Derivation;
import org.chronocube.cube.DerivedSources;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A cube whose pixels are the change of another cube's between two times, which {@link PairTimes}
 * takes from the time of a request.
 *
 * <p>What its method learns from all pixels, and the threshold, do not depend on the map: they are
 * learned once for each pair of images from the whole source, thinned to {@value #FIT_PIXELS}
 * pixels at most where it is larger (nearest neighbour, so from overviews), and remembered until
 * scenes of either image change in the index. So the tiles of a map join, and zooming keeps
 * thresholds. Pixels are compared on the grid of the request.
 */
public final class ChangeCube implements Derivation {

  /** The band that is 1 where the statistic is beyond the threshold, else 0. */
  public static final String CHANGE = "change";

  /** Pixels that methods learn from at most; the cells of larger cubes are thinned evenly. */
  static final int FIT_PIXELS = 1 << 18;

  private static final Shape BLOCK = new Shape(512, 512);

  /**
   * All that was said of it; two cubes of which the same was said are equal.
   *
   * @param source the cube compared
   * @param method id of the method
   * @param parameters of the method
   * @param bands bands and expressions; empty for all bands
   * @param threshold as text
   * @param output names of layers, or {@value #CHANGE} where the method has a statistic; empty for
   *     the statistic and {@value #CHANGE}, or for all layers of a method without one
   * @param back period to look back; null to take the earlier time from requests
   */
  public record Definition(
      Cube source,
      String method,
      Map<String, Object> parameters,
      List<String> bands,
      String threshold,
      List<String> output,
      Period back) {

    public Definition {
      Objects.requireNonNull(source, "source");
      parameters = Map.copyOf(parameters);
      bands = List.copyOf(bands);
      output = List.copyOf(output);
    }
  }

  private final Definition definition;
  private final BandSelection selection;
  private final PairMethod method;
  private final Thresholding thresholding;
  private final List<Output> outputs;

  /** A band, and the layer it shows; -1 for {@link #CHANGE}. */
  private record Output(Band band, int layer) {}

  /**
   * @param selection what the definition's bands are
   * @param method what its method and parameters are
   * @param thresholding what its threshold is
   * @throws InvalidParameterException naming {@code bands} or {@code output} when these do not fit
   *     the method
   */
  public ChangeCube(
      Definition definition,
      BandSelection selection,
      PairMethod method,
      Thresholding thresholding) {
    this.definition = definition;
    this.selection = selection;
    this.method = method;
    this.thresholding = thresholding;
    this.outputs = outputs(PairProbe.layers(method, selection.items().size()));
  }

  private List<Output> outputs(List<Layer> layers) {
    int statistic = Layer.indexOf(layers, Layer.Role.STATISTIC);
    List<String> all = new ArrayList<>(layers.stream().map(Layer::name).toList());
    List<String> usual = List.copyOf(all);
    if (statistic >= 0) {
      usual = List.of(all.get(statistic), CHANGE);
      all.add(CHANGE);
    }
    List<String> names = definition.output.isEmpty() ? usual : definition.output;
    List<Output> result = new ArrayList<>();
    for (String name : names) {
      if (result.stream().anyMatch(o -> o.band.name().equals(name))) {
        throw new InvalidParameterException(
            "output", "output must have unique names, were " + names);
      }
      if (!all.contains(name)) {
        throw new InvalidParameterException("output", "output must be of " + all + ", was " + name);
      }
      int layer = layers.stream().map(Layer::name).toList().indexOf(name);
      result.add(layer < 0 ? change() : output(layers.get(layer), layer));
    }
    return List.copyOf(result);
  }

  private static Output change() {
    return new Output(
        new Band(
            CHANGE,
            "Change: 1 changed, 0 not",
            DataType.FLOAT32,
            NoData.of(Double.NaN),
            Scaling.IDENTITY,
            "",
            null,
            true),
        -1);
  }

  private static Output output(Layer layer, int number) {
    return new Output(
        new Band(
            layer.name(),
            layer.description(),
            DataType.FLOAT32,
            NoData.of(Double.NaN),
            Scaling.IDENTITY,
            layer.unit(),
            null),
        number);
  }

  @Override
  public Cube source() {
    return definition.source;
  }

  @Override
  public List<Band> bands() {
    return outputs.stream().map(Output::band).toList();
  }

  /**
   * The images compared and the scenes they are of.
   *
   * @param times empty when there are no two images
   */
  private record Pair(Optional<PairTimes> times, List<Scene> scenes) {}

  private record PairKey(
      ChangeCube cube, List<TimeInterval> times, Filter filter, long generation) {}

  private record FitKey(
      ChangeCube cube,
      Pair pair,
      MosaicRule rule,
      Filter filter,
      List<SortKey> sort,
      CubeRequest.FailurePolicy failures) {}

  /** A fit, if there is one, and what was read for it. */
  private record Learned(Optional<PairFit> fit, ReadReport report) {}

  @Override
  public CubeRaster read(CubeRequest request, DerivedSources sources, Progress progress) {
    List<Output> wanted = wanted(request.bands());
    List<RasterBlock> answer =
        wanted.stream().map(o -> RasterBlock.allocate(request.target().shape())).toList();
    List<Band> bands = wanted.stream().map(Output::band).toList();
    Pair pair = pair(request, sources, progress);
    Optional<Learned> learned = pair.times.map(times -> learned(request, pair, sources, progress));
    if (learned.isEmpty() || learned.get().fit.isEmpty()) {
      ReadReport report = learned.map(Learned::report).orElse(new ReadReport(List.of(), List.of()));
      return new CubeRaster(
          request.target(), bands, answer, new ReadReport(List.of(), report.failures()));
    }
    InstantPair images = images(request, pair.times.get(), sources);
    List<Window> windows = new GeoBoxTiles(request.target(), BLOCK).windows();
    for (int i = 0; i < windows.size(); i++) {
      progress.report((double) i / windows.size());
      fill(answer, wanted, windows.get(i), images, learned.get().fit.get(), progress);
    }
    progress.report(1);
    return new CubeRaster(request.target(), bands, answer, images.report());
  }

  private List<Output> wanted(List<String> names) {
    if (names.isEmpty()) {
      return outputs;
    }
    return names.stream().map(this::wanted).toList();
  }

  private Output wanted(String name) {
    return outputs.stream()
        .filter(o -> o.band.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "bands",
                    "bands must be of "
                        + outputs.stream().map(o -> o.band.name()).toList()
                        + ", was "
                        + name));
  }

  private Pair pair(CubeRequest request, DerivedSources sources, Progress progress) {
    PairKey key =
        new PairKey(this, request.times(), request.filter(), sources.index().generation());
    return sources.remembered().get(key, Pair.class, progress, () -> find(request, sources));
  }

  // Of the whole cube, so that every part of a map compares the same images.
  private Pair find(CubeRequest request, DerivedSources sources) {
    Cube cube = definition.source;
    SceneQuery all =
        SceneQuery.of(cube.products())
            .withArea(sources.crs().searchArea(cube.grid()))
            .withTimes(List.of(), cube.grouping())
            .withFilter(request.filter());
    Optional<PairTimes> times =
        PairTimes.find(sources.index(), all, request.times(), Optional.ofNullable(definition.back));
    if (times.isEmpty()) {
      return new Pair(times, List.of());
    }
    List<TimeInterval> both =
        List.of(TimeInterval.at(times.get().before()), TimeInterval.at(times.get().after()));
    try (Stream<Scene> scenes = sources.index().find(all.withTimes(both, cube.grouping()))) {
      return new Pair(times, scenes.toList());
    }
  }

  private Learned learned(
      CubeRequest request, Pair pair, DerivedSources sources, Progress progress) {
    FitKey key =
        new FitKey(
            this, pair, request.rule(), request.filter(), request.sort(), request.failures());
    Learned learned =
        sources
            .remembered()
            .get(key, Learned.class, progress, () -> learn(request, pair, sources, progress));
    if (!learned.report.failures().isEmpty()) {
      // What could not be read this time may be there the next time.
      sources.remembered().forget(key);
    }
    return learned;
  }

  private Learned learn(CubeRequest request, Pair pair, DerivedSources sources, Progress progress) {
    CubeRequest whole =
        new CubeRequest(
            thinned(definition.source.grid()),
            List.of(),
            List.of(),
            request.rule(),
            Resampling.NEAREST,
            request.filter(),
            request.sort(),
            request.failures());
    InstantPair images = images(whole, pair.times.get(), sources);
    Optional<PairFit> fit = PairFit.of(images, method, thresholding, Progress.cancelOnly(progress));
    return new Learned(fit, images.report());
  }

  private InstantPair images(CubeRequest request, PairTimes times, DerivedSources sources) {
    return new InstantPair(sources.engine(), definition.source, selection, request, times);
  }

  /** The grid that methods learn on: the cube's own, or one of larger cells over its extent. */
  static GeoBox thinned(GeoBox grid) {
    double factor = Math.sqrt((double) grid.shape().pixels() / FIT_PIXELS);
    if (factor <= 1) {
      return grid;
    }
    int about = (int) Math.max(1, Math.min(FIT_PIXELS, grid.width() / factor));
    int height = Math.min(grid.height(), FIT_PIXELS / about);
    int width = Math.min(grid.width(), FIT_PIXELS / height);
    return grid.resample(new Shape(height, width));
  }

  private void fill(
      List<RasterBlock> answer,
      List<Output> wanted,
      Window window,
      InstantPair images,
      PairFit fit,
      Progress progress) {
    PairBlock block = images.read(window, method.margin(), progress);
    if (block.valid().isNoneValid()) {
      return;
    }
    float[][] layers = PairFit.apply(fit.transform(), block);
    int statistic = Layer.indexOf(fit.transform().layers(), Layer.Role.STATISTIC);
    for (int o = 0; o < wanted.size(); o++) {
      int layer = wanted.get(o).layer;
      place(
          layer < 0 ? classes(layers[statistic], fit.unchanged()) : layers[layer],
          window,
          answer.get(o));
    }
  }

  private static float[] classes(float[] statistic, NoChange unchanged) {
    float[] classes = new float[statistic.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Float.isNaN(statistic[i]) ? Float.NaN : unchanged.isChange(statistic[i]) ? 1 : 0;
    }
    return classes;
  }

  private static void place(float[] values, Window window, RasterBlock whole) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        int row = window.rowStart() + i / window.width();
        int at = whole.index(row, window.colStart() + i % window.width());
        whole.samples()[at] = values[i];
        whole.mask().setValid(at);
      }
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ChangeCube other && definition.equals(other.definition);
  }

  @Override
  public int hashCode() {
    return definition.hashCode();
  }

  @Override
  public String toString() {
    return definition.toString();
  }
}
