// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.geotools.api.feature.type.Name;
import org.geotools.feature.NameImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.factory.AnnotationDrivenProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.geotools.util.SimpleInternationalString;
import org.w3c.dom.Element;

/**
 * The process that OGC's suites for WPS 1.0.0 and 2.0.0 call: it gives back a literal, a document
 * and a box. Its name is the one that a request of the suite for 2.0.0 has in it. Not shipped.
 */
public final class EchoProcessFactory extends AnnotationDrivenProcessFactory {

  /** What the suites are told. */
  public static final String IDENTIFIER = "org.n52.javaps.test.EchoProcess";

  private final EchoProcess echo = new EchoProcess();

  public EchoProcessFactory() {
    super(new SimpleInternationalString("Echo"), null);
  }

  /** Gives back what it gets. */
  @DescribeProcess(title = "Echo", description = "Gives back what it gets.", version = "1.0.0")
  public static final class EchoProcess {

    /** Runs the process; what is not given is not given back. */
    @DescribeResults({
      @DescribeResult(name = "literalOutput", type = String.class),
      @DescribeResult(name = "complexOutput", type = Element.class),
      @DescribeResult(name = "boundingBoxOutput", type = ReferencedEnvelope.class)
    })
    public Map<String, Object> execute(
        @DescribeParameter(name = "literalInput", min = 0) String literal,
        @DescribeParameter(name = "complexInput", min = 0) Element complex,
        @DescribeParameter(name = "boundingBoxInput", min = 0) ReferencedEnvelope box) {
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("literalOutput", literal);
      results.put("complexOutput", complex);
      results.put("boundingBoxOutput", box);
      return results;
    }
  }

  @Override
  public Set<Name> getNames() {
    return Set.of(new NameImpl(IDENTIFIER));
  }

  @Override
  protected DescribeProcess getProcessDescription(Name name) {
    return EchoProcess.class.getAnnotation(DescribeProcess.class);
  }

  @Override
  protected Method method(String localPart) {
    return Arrays.stream(EchoProcess.class.getMethods())
        .filter(m -> m.getName().equals("execute"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected Object createProcessBean(Name name) {
    return echo;
  }
}
