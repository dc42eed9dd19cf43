// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.awt.RenderingHints.Key;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.ChronocubeException;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * The {@code datacube:} processes for GeoTools, and so for GeoServer and the embedded server:
 * {@link DatacubeProcesses} lists them.
 *
 * <p>Of a parameter's metadata, {@code title} is its title and {@code unit} the unit of a number (a
 * UCUM symbol).
 */
public final class DatacubeProcessFactory implements ProcessFactory {

  /** The prefix of all names. */
  public static final String NAMESPACE = "datacube";

  private final Map<String, DatacubeProcess> processes = new LinkedHashMap<>();

  /**
   * @param cubes what the processes read
   */
  public DatacubeProcessFactory(CubeSource cubes) {
    DatacubeProcesses.all(cubes).forEach(p -> processes.put(p.description().name(), p));
  }

  @Override
  public InternationalString getTitle() {
    return new SimpleInternationalString("Chronocube datacube processes");
  }

  @Override
  public Set<Name> getNames() {
    Set<Name> names = new LinkedHashSet<>();
    processes.keySet().forEach(local -> names.add(new NameImpl(NAMESPACE, local)));
    return names;
  }

  @Override
  public InternationalString getTitle(Name name) {
    return new SimpleInternationalString(description(name).title());
  }

  @Override
  public InternationalString getDescription(Name name) {
    return new SimpleInternationalString(description(name).description());
  }

  @Override
  public String getVersion(Name name) {
    return description(name).version();
  }

  @Override
  public Map<String, Parameter<?>> getParameterInfo(Name name) {
    return parameters(description(name).inputs().stream().map(Input::parameter).toList());
  }

  @Override
  public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> parameters) {
    return parameters(description(name).outputs().stream().map(Output::parameter).toList());
  }

  private static Map<String, Parameter<?>> parameters(List<? extends Parameter<?>> list) {
    Map<String, Parameter<?>> result = new LinkedHashMap<>();
    list.forEach(p -> result.put(p.key, p));
    return result;
  }

  @Override
  public Process create(Name name) {
    DatacubeProcess process = process(name);
    return (given, listener) -> {
      try {
        Inputs inputs = new Inputs(process.description().inputs(), given);
        return process.execute(inputs, ListenedProgress.of(listener));
      } catch (ChronocubeException e) {
        throw new ProcessException(e.getMessage(), e);
      }
    };
  }

  private ProcessDescription description(Name name) {
    return process(name).description();
  }

  private DatacubeProcess process(Name name) {
    DatacubeProcess process = processes.get(name.getLocalPart());
    if (process == null) {
      throw new IllegalArgumentException(
          "process must be one of " + processes.keySet() + ", was " + name.getLocalPart());
    }
    return process;
  }

  @Override
  public boolean supportsProgress(Name name) {
    return true;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Map<Key, ?> getImplementationHints() {
    return Map.of();
  }
}
