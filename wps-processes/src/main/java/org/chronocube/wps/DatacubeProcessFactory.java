// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.feature.NameImpl;
import org.geotools.process.factory.AnnotationDrivenProcessFactory;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.util.SimpleInternationalString;

/**
 * The processes {@code datacube:TimeSeries}, {@code datacube:ChangeVectorAnalysis} and {@code
 * datacube:SpeckleFilter}.
 *
 * <p>Parameters are described by annotations; of their metadata, {@code title} becomes the
 * parameter's title and {@code unit} the unit of a number (a UCUM symbol).
 */
public final class DatacubeProcessFactory extends AnnotationDrivenProcessFactory {

  /** The prefix of all names. */
  public static final String NAMESPACE = "datacube";

  /** Largest area of a change map, in pixels, where nobody says otherwise: some 1 GiB of memory. */
  public static final long DEFAULT_MAX_PIXELS = 50_000_000;

  private final Map<String, DatacubeProcess> processes = new LinkedHashMap<>();

  public DatacubeProcessFactory(CubeSource cubes) {
    this(cubes, DEFAULT_MAX_PIXELS);
  }

  /**
   * @param cubes what the processes read
   * @param maxPixels largest area of a change map, in pixels
   */
  public DatacubeProcessFactory(CubeSource cubes, long maxPixels) {
    super(new SimpleInternationalString("Chronocube datacube processes"), NAMESPACE);
    List.of(
            new ChangeVectorAnalysisProcess(cubes, maxPixels),
            new SpeckleFilterProcess(cubes, maxPixels),
            new TimeSeriesProcess(cubes))
        .forEach(p -> processes.put(name(p), p));
  }

  private static String name(DatacubeProcess process) {
    return process.getClass().getSimpleName().replaceFirst("Process$", "");
  }

  @Override
  public Set<Name> getNames() {
    Set<Name> names = new LinkedHashSet<>();
    processes.keySet().forEach(local -> names.add(new NameImpl(NAMESPACE, local)));
    return names;
  }

  @Override
  protected DescribeProcess getProcessDescription(Name name) {
    DatacubeProcess process = processes.get(name.getLocalPart());
    return process == null ? null : process.getClass().getAnnotation(DescribeProcess.class);
  }

  @Override
  protected Method method(String localPart) {
    return Arrays.stream(processes.get(localPart).getClass().getMethods())
        .filter(m -> m.getName().equals("execute"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected Object createProcessBean(Name name) {
    return processes.get(name.getLocalPart());
  }

  @Override
  public boolean supportsProgress(Name name) {
    return true;
  }

  @Override
  public Map<String, Parameter<?>> getParameterInfo(Name name) {
    return titled(super.getParameterInfo(name));
  }

  @Override
  public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> parameters) {
    return titled(super.getResultInfo(name, parameters));
  }

  private static Map<String, Parameter<?>> titled(Map<String, Parameter<?>> plain) {
    Map<String, Parameter<?>> result = new LinkedHashMap<>();
    plain.forEach((key, parameter) -> result.put(key, titled(parameter)));
    return result;
  }

  private static <T> Parameter<T> titled(Parameter<T> p) {
    Object title = p.metadata == null ? null : p.metadata.get("title");
    return title == null
        ? p
        : new Parameter<>(
            p.key,
            p.type,
            new SimpleInternationalString(title.toString()),
            p.description,
            p.required,
            p.minOccurs,
            p.maxOccurs,
            p.sample,
            p.metadata);
  }
}
