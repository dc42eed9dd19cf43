// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.wps.FloatCoverages;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.factory.AnnotationDrivenProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.geotools.util.SimpleInternationalString;
import org.locationtech.jts.geom.Geometry;

/** Processes that take and give every type, wait, and fail. */
final class TestProcesses extends AnnotationDrivenProcessFactory {

  /** Let go of to let {@code test:Wait} end. */
  final CountDownLatch gate = new CountDownLatch(1);

  /** Counted down when {@code test:Wait} has started. */
  final CountDownLatch running = new CountDownLatch(1);

  /** Counted down when {@code test:Wait} has noticed that it is to stop. */
  final CountDownLatch cancelled = new CountDownLatch(1);

  private final Map<String, Object> beans = new LinkedHashMap<>();

  TestProcesses() {
    super(new SimpleInternationalString("Test"), "test");
    beans.put("Echo", new Echo());
    beans.put("Wait", new Wait());
    beans.put("Fail", new Fail());
    beans.put("Raster", new RasterProcess());
    beans.put("Unsupported", new Unsupported());
  }

  enum Colour {
    RED,
    GREEN
  }

  @DescribeProcess(title = "Echo", description = "Gives back what it gets.", version = "2.1.0")
  public static final class Echo {
    @DescribeResults({
      @DescribeResult(name = "text", type = String.class),
      @DescribeResult(name = "shape", type = Geometry.class),
      @DescribeResult(name = "features", type = SimpleFeatureCollection.class),
      @DescribeResult(name = "box", type = ReferencedEnvelope.class),
      @DescribeResult(name = "sum", type = Double.class, meta = "unit=m")
    })
    public Map<String, Object> execute(
        @DescribeParameter(name = "text", defaultValue = "nothing") String text,
        @DescribeParameter(
                name = "number",
                min = 0,
                minValue = 0,
                maxValue = 10,
                meta = {"unit=m"})
            Double number,
        @DescribeParameter(name = "colour", min = 0) Colour colour,
        @DescribeParameter(name = "many", min = 0, max = 3, collectionType = Integer.class)
            List<Integer> many,
        @DescribeParameter(name = "shape", min = 0) Geometry shape,
        @DescribeParameter(name = "features", min = 0) SimpleFeatureCollection features,
        @DescribeParameter(name = "box", min = 0) ReferencedEnvelope box) {
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("text", text + (colour == null ? "" : " " + colour));
      int sum = many == null ? 0 : many.stream().mapToInt(Integer::intValue).sum();
      results.put("sum", (number == null ? 0 : number) + sum);
      results.put("shape", shape);
      results.put("features", features);
      results.put("box", box);
      return results;
    }
  }

  @DescribeProcess(title = "Wait", description = "Waits at the gate.")
  public final class Wait {
    @DescribeResult(name = "text", type = String.class)
    public String execute(
        @DescribeParameter(name = "size", min = 0, defaultValue = "2") Integer size,
        ProgressListener progress)
        throws InterruptedException {
      progress.progress(42);
      running.countDown();
      while (!gate.await(5, TimeUnit.MILLISECONDS)) {
        if (progress.isCanceled()) {
          cancelled.countDown();
          throw new CancelledException();
        }
      }
      return "x".repeat(size);
    }
  }

  @DescribeProcess(title = "Fail", description = "Fails.")
  public static final class Fail {
    @DescribeResult(name = "text", type = String.class)
    public String execute(@DescribeParameter(name = "how") String how) {
      switch (how) {
        case "parameter" -> throw new InvalidParameterException("how", "how must be kind");
        case "hungry" -> throw new OutOfMemoryError("inside of the process");
        case "endless" -> throw new StackOverflowError("inside of the process");
        case "secret" -> throw new IllegalStateException("password=hunter2");
        default -> throw new org.chronocube.ChronocubeException("the file is broken");
      }
    }
  }

  @DescribeProcess(title = "Raster", description = "Adds one to a coverage, or makes one.")
  public static final class RasterProcess {
    @DescribeResult(name = "coverage", type = GridCoverage2D.class)
    public GridCoverage2D execute(
        @DescribeParameter(name = "coverage", min = 0) GridCoverage2D coverage) {
      float[] samples = {1, 2, 3, 4, Float.NaN, 6};
      if (coverage != null) {
        coverage.getRenderedImage().getData().getSamples(0, 0, 3, 2, 0, samples);
        for (int i = 0; i < samples.length; i++) {
          samples[i]++;
        }
      }
      GeoBox grid =
          new GeoBox(
              new Shape(2, 3), Affine.northUp(500_000, 5_000_000, Resolution.of(10)), "EPSG:32631");
      return FloatCoverages.create(
          "raster", grid, List.of("value"), new float[][] {samples}, new CrsRegistry());
    }
  }

  @DescribeProcess(title = "Unsupported", description = "Needs what WPS cannot write.")
  public static final class Unsupported {
    @DescribeResult(name = "text", type = String.class)
    public String execute(@DescribeParameter(name = "thread") Thread thread) {
      return thread.getName();
    }
  }

  @Override
  public Set<Name> getNames() {
    Set<Name> names = new LinkedHashSet<>();
    beans.keySet().forEach(local -> names.add(new NameImpl("test", local)));
    return names;
  }

  @Override
  protected DescribeProcess getProcessDescription(Name name) {
    return beans.get(name.getLocalPart()).getClass().getAnnotation(DescribeProcess.class);
  }

  @Override
  protected Method method(String localPart) {
    return Arrays.stream(beans.get(localPart).getClass().getMethods())
        .filter(m -> m.getName().equals("execute"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected Object createProcessBean(Name name) {
    return beans.get(name.getLocalPart());
  }
}
