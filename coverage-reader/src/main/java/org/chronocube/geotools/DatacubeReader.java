// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.LiveDatacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Window;
import org.geotools.api.coverage.grid.Format;
import org.geotools.api.coverage.grid.GridEnvelope;
import org.geotools.api.data.DataSourceException;
import org.geotools.api.data.ResourceInfo;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.io.AbstractGridCoverage2DReader;
import org.geotools.coverage.grid.io.DimensionDescriptor;
import org.geotools.coverage.grid.io.GranuleSource;
import org.geotools.coverage.grid.io.HarvestedSource;
import org.geotools.coverage.grid.io.OverviewPolicy;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;
import org.geotools.data.DefaultResourceInfo;
import org.geotools.geometry.GeneralBounds;
import org.geotools.parameter.DefaultParameterDescriptor;
import org.geotools.util.factory.Hints;

/**
 * The cubes of a catalog as GeoTools coverages, one each, by the cube's name.
 *
 * <p>Its cubes are those the catalog has at the moment: one that comes, changes or goes is there,
 * changed or gone at the next question. Making a reader reads nothing but the catalog; it shares
 * index, block cache and engine with all readers of the same catalog. Safe for concurrent use.
 *
 * <p>{@link #read(String, GeneralParameterValue...)} answers on the requested grid itself, in any
 * CRS, cut to the pixels that the cube's extent can reach: null when there are none, or when no
 * time asked for is near the cube's first to last; pixels without data hold nodata. Where no time
 * is asked for, it is the newest. Small answers are read at once, large ones tile by tile as they
 * are looked at. The coverage's property {@link CoverageReport#PROPERTY} says which scenes it is
 * made of.
 *
 * <p>Read-only: scenes are brought in by {@code org.chronocube.product.Indexer}. What would change
 * the store is refused, as GeoTools' interface lays down for such readers.
 */
public final class DatacubeReader extends AbstractGridCoverage2DReader
    implements StructuredGridCoverage2DReader {

  private final Supplier<Datacube> datacube;
  private final CrsRegistry systems;
  private final Format format;
  private final Runnable onDispose;
  private final GridGeometries geometries;
  private final CubeCoverages coverages;
  private final Map<String, View> views = new ConcurrentHashMap<>();

  /** What is kept of one cube; nothing of it is read before it is asked for. */
  private record View(Cube cube, CubeDomains domains, CubeGranules granules) {}

  /**
   * A reader of an opened datacube that someone else closes.
   *
   * @param source what {@link #getSource()} gives, e.g. the catalog file
   */
  public DatacubeReader(Datacube datacube, Object source) throws IOException {
    this(() -> datacube, source, null, new DatacubeFormatFactory().createFormat(), () -> {});
  }

  DatacubeReader(
      Supplier<Datacube> datacube, Object source, Hints hints, Format format, Runnable onDispose)
      throws IOException {
    super(source, hints);
    this.datacube = datacube;
    this.format = format;
    this.onDispose = onDispose;
    // All of a datacube but its catalog stays the same.
    Datacube open = datacube.get();
    this.systems = open.crs();
    this.geometries = new GridGeometries(systems);
    this.coverages = new CubeCoverages(open, coverageFactory);
    List<Cube> cubes = open.catalog().cubes();
    if (cubes.isEmpty()) {
      throw new DataSourceException("catalog must have at least one cube, was " + source);
    }
    coverageName = cubes.get(0).name();
  }

  /** What this reader shows now, opened: for callers that want more than coverages. */
  public Datacube datacube() {
    return datacube.get();
  }

  /** Looks for changes of the catalog's files now, and not within a second. */
  public void refresh() {
    if (datacube instanceof LiveDatacube live) {
      live.refresh();
    }
  }

  /**
   * The cube behind a coverage.
   *
   * @param name of the coverage; null for the first one
   * @throws IllegalArgumentException when there is none of that name
   */
  public Cube cube(String name) {
    return datacube
        .get()
        .catalog()
        .cube(name == null ? coverageName : name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "coverage name must be one of " + names() + ", was " + name));
  }

  private List<String> names() {
    return datacube.get().catalog().cubes().stream().map(Cube::name).toList();
  }

  // A cube that has been changed has another view.
  private View view(String name) {
    Cube cube = cube(name);
    return views.compute(
        cube.name(), (known, view) -> view != null && view.cube.equals(cube) ? view : view(cube));
  }

  private View view(Cube cube) {
    CubeScenes scenes = new CubeScenes(cube, datacube.get());
    return new View(cube, new CubeDomains(scenes), new CubeGranules(scenes, systems));
  }

  // The layout that the superclass hands out is one per reader, under a type that must not be
  // named here. Only its getter for a name's layout still comes by this check: the moment to put
  // that cube's layout there. (Two threads that ask for different cubes' layouts in the same
  // instant may both get the later one; GeoServer asks when a layer is being configured.)
  @Override
  protected boolean checkName(String name) {
    if (datacube.get().catalog().cube(name).isEmpty()) {
      return false;
    }
    Cube cube = cube(name);
    CubeSamples samples = CubeSamples.of(cube.bands().stream().map(b -> b.band()).toList(), null);
    try {
      setLayout(new LayoutProbe(cube.grid().shape(), CubeCoverages.TILE, samples));
    } catch (IOException e) {
      throw new ChronocubeException("layout of " + name + " cannot be told", e);
    }
    return true;
  }

  @Override
  public Format getFormat() {
    return format;
  }

  @Override
  public String[] getGridCoverageNames() {
    return names().toArray(String[]::new);
  }

  @Override
  public int getGridCoverageCount() {
    return names().size();
  }

  @Override
  public GridCoverage2D read(GeneralParameterValue... parameters) throws IOException {
    return read(coverageName, parameters);
  }

  /**
   * @throws IllegalArgumentException when there is no such coverage, or a parameter breaks a rule
   * @throws IOException when a granule cannot be read
   */
  @Override
  public GridCoverage2D read(String name, GeneralParameterValue... parameters) throws IOException {
    Cube cube = cube(name);
    try {
      CubeParameters decoded = CubeParameters.decode(cube, systems, parameters);
      GeoBox asked = decoded.request().target();
      Window inside = geometries.within(asked, cube.grid());
      if (inside.isEmpty() || !view(name).domains().mayHold(decoded.request().times())) {
        return null;
      }
      return coverages.read(cube, decoded.withTarget(asked.crop(inside)));
    } catch (InvalidParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (ChronocubeException e) {
      throw new DataSourceException(e.getMessage(), e);
    }
  }

  @Override
  public GeneralBounds getOriginalEnvelope(String name) {
    return geometries.envelope(cube(name).grid());
  }

  @Override
  public GridEnvelope getOriginalGridRange(String name) {
    GeoBox grid = cube(name).grid();
    return new GridEnvelope2D(0, 0, grid.width(), grid.height());
  }

  @Override
  public MathTransform getOriginalGridToWorld(String name, PixelInCell anchor) {
    return geometries.gridToWorld(cube(name).grid(), anchor);
  }

  @Override
  public CoordinateReferenceSystem getCoordinateReferenceSystem(String name) {
    return systems.decode(cube(name).grid().crs());
  }

  /** The native one: reads are straight onto the requested grid, there are no other levels. */
  @Override
  public double[][] getResolutionLevels(String name) {
    return new double[][] {getHighestRes(name)};
  }

  @Override
  protected double[] getHighestRes(String name) {
    Resolution resolution = cube(name).grid().resolution();
    return new double[] {resolution.x(), resolution.y()};
  }

  /** What is asked for, but nothing finer than the native one. */
  @Override
  public double[] getReadingResolutions(String name, OverviewPolicy policy, double[] requested) {
    double[] best = getHighestRes(name);
    return new double[] {Math.max(best[0], requested[0]), Math.max(best[1], requested[1])};
  }

  @Override
  public ResourceInfo getInfo(String name) {
    Cube cube = cube(name);
    DefaultResourceInfo info = new DefaultResourceInfo();
    info.setName(cube.name());
    info.setTitle(cube.title());
    info.setDescription(cube.description());
    return info;
  }

  @Override
  public String[] getMetadataNames() {
    return getMetadataNames(coverageName);
  }

  @Override
  public String[] getMetadataNames(String name) {
    return view(name).domains().names().toArray(String[]::new);
  }

  @Override
  public String getMetadataValue(String name, String key) {
    return view(name).domains().value(key);
  }

  /** Lists of values of the custom dimensions that the cube's scenes have. */
  @Override
  @SuppressWarnings("rawtypes") // GeoTools' own signature
  public Set<ParameterDescriptor<List>> getDynamicParameters(String name) {
    return view(name).domains().present().stream()
        .map(
            d ->
                DefaultParameterDescriptor.create(
                    d.name(), "Values of " + d.attribute(), List.class, null, false))
        .collect(Collectors.toSet());
  }

  @Override
  public List<DimensionDescriptor> getDimensionDescriptors(String name) {
    return view(name).domains().descriptors();
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  /**
   * @throws UnsupportedOperationException when it is to be changed
   */
  @Override
  public GranuleSource getGranules(String name, boolean readOnly) {
    if (!readOnly) {
      throw refused("its granules cannot be changed");
    }
    return view(name).granules();
  }

  @Override
  public void createCoverage(String name, SimpleFeatureType schema) {
    throw refused("coverages are the cubes of its catalog");
  }

  @Override
  public boolean removeCoverage(String name, boolean delete) {
    throw refused("coverages are the cubes of its catalog");
  }

  @Override
  public void delete(boolean deleteData) {
    throw refused("it does not own the scenes it shows");
  }

  @Override
  public List<HarvestedSource> harvest(String target, Object from, Hints hints) {
    throw refused("scenes are indexed by the indexer");
  }

  private static UnsupportedOperationException refused(String why) {
    return new UnsupportedOperationException("a datacube is read-only: " + why);
  }

  /** Gives back its share of the datacube; again does nothing. */
  @Override
  public void dispose() {
    super.dispose();
    onDispose.run();
  }
}
