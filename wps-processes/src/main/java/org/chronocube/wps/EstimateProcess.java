// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;

/** {@code datacube:Estimate}: what a run of another process would take. */
final class EstimateProcess implements DatacubeProcess {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Output ESTIMATE =
      Output.primary(
          String.class,
          "estimate",
          "Estimate",
          "JSON: pixels of the result, dates, bands, samples to read, resultBytes, seconds (rough,"
              + " on a machine that does nothing else), allowed, and why when it is not.");

  private final Map<String, EstimableProcess> processes = new LinkedHashMap<>();
  private final Input<String> process;
  private final List<Input<?>> others;
  private final ProcessDescription description;

  EstimateProcess(List<EstimableProcess> processes) {
    processes.forEach(p -> this.processes.put(p.description().name(), p));
    this.process =
        Input.text("process", "Process", "Name of the process, without its prefix.")
            .oneOf(List.copyOf(this.processes.keySet()));
    this.others =
        List.of(
            CommonInputs.CUBE,
            CommonInputs.BANDS,
            CommonInputs.AREA,
            CommonInputs.AREA_CRS,
            CommonInputs.RESOLUTION,
            CommonInputs.TIME,
            CommonInputs.BEFORE,
            CommonInputs.AFTER,
            CommonInputs.FILTER);
    List<Input<?>> inputs = new ArrayList<>(List.of(process));
    inputs.addAll(others);
    this.description =
        new ProcessDescription(
            "Estimate",
            "Estimate of a run",
            "What a run of another process would take: its size, what it would read and about how"
                + " long, from the index alone, and whether it is within the limits. A run that is"
                + " beyond them is refused before it reads anything.",
            "1.0.0",
            inputs,
            List.of(ESTIMATE));
  }

  @Override
  public ProcessDescription description() {
    return description;
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    EstimableProcess asked = processes.get(inputs.get(process));
    Map<String, Object> given = new HashMap<>();
    others.forEach(input -> given.put(input.name(), inputs.all(input)));
    Inputs theirs = new Inputs(asked.description().inputs(), given);
    RunEstimate estimate = asked.estimate(theirs);
    Map<String, Object> result = estimate.asMap();
    Optional<String> broken = estimate.broken(asked.limits(theirs));
    result.put("allowed", broken.isEmpty());
    broken.ifPresent(why -> result.put("reason", why));
    progress.report(1);
    try {
      return Map.of(ESTIMATE.name(), JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an estimate cannot be written", e);
    }
  }
}
