// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of WPS 2.0.0: status, result, dismissal, and that the versions keep apart. */
class Wps2JobTest {

  private static final String RAW = "<wps:Output id='text' mimeType='text/plain'/>";

  @TempDir Path storage;
  private WpsServer wps;

  @BeforeEach
  void start() {
    wps = new WpsServer(WpsSettings.defaults(), storage);
  }

  @AfterEach
  void stop() {
    wps.close();
  }

  @Test
  void aShortJobHasEndedInItsFirstAnswer() {
    wps.processes.gate.countDown();
    String info = submit("raw", RAW);
    assertThat(info)
        .contains("<wps:Status>Succeeded</wps:Status>", "<wps:ExpirationDate>")
        .contains("<wps:PercentCompleted>100</wps:PercentCompleted>");
    assertThat(job("GetResult", id(info)).body()).isEqualTo("xx");
    assertThat(posted("GetResult", id(info)).body()).isEqualTo("xx");
  }

  @Test
  void aLongJobRunsIsPolledAndHasAResultUntilItIsDismissed() throws Exception {
    String info = submit("document", "");
    assertThat(info)
        .contains("<wps:Status>Running</wps:Status>", "<wps:PercentCompleted>42<")
        .contains("<wps:NextPoll>", "<wps:EstimatedCompletion>");
    String id = id(info);
    assertThat(valid(job("GetResult", id), 400)).contains("ResultNotReady");
    wps.processes.gate.countDown();
    String done = ended(id);
    assertThat(done).contains("<wps:Status>Succeeded</wps:Status>");
    assertThat(valid(posted("GetStatus", id), 200)).isEqualTo(done);
    String result = valid(job("GetResult", id), 200);
    assertThat(result).contains("<wps:JobID>" + id, "<wps:ExpirationDate>", ">xx</wps:LiteralVa");
    assertThat(valid(posted("Dismiss", id), 200))
        .contains("<wps:Status>Dismissed</wps:Status>", id);
    assertThat(valid(job("GetStatus", id), 400)).contains("NoSuchJob");
    assertThat(valid(job("GetResult", id), 400)).contains("NoSuchJob");
    assertThat(storage).isEmptyDirectory();
  }

  @Test
  void aRunningJobIsCancelledAndLeavesNothing() throws Exception {
    String id = id(submit("document", ""));
    valid(job("Dismiss", id), 200);
    assertThat(valid(job("GetStatus", id), 400)).contains("NoSuchJob");
    assertThat(valid(job("Dismiss", id), 400)).contains("NoSuchJob");
    // The process notices at its next look; closing the service waits for it, the gate stays shut.
    wps.closeService();
    assertThat(wps.processes.cancelled.getCount()).isZero();
    assertThat(storage).isEmptyDirectory();
  }

  @Test
  void aWaitingJobIsTakenOutOfTheQueue() {
    wps.close();
    wps = new WpsServer(BackgroundExecutionTest.settings(1, 1, 1 << 20), storage);
    String first = id(submit("document", ""));
    String second = submit("document", "");
    assertThat(second).contains("<wps:Status>Accepted</wps:Status>");
    assertThat(wps.post(execute("document", "")).statusCode()).isEqualTo(503);
    valid(job("Dismiss", id(second)), 200);
    // Its place is free again, and only one directory is left: the first one's.
    assertThat(storage.toFile().list()).containsExactly(first);
    valid(wps.post(execute("document", "")), 200);
  }

  @Test
  void aFailedJobHasItsExceptionReportForAResult() {
    String how = "<wps:Input id='how'><wps:Data>parameter</wps:Data></wps:Input>";
    String info = valid(wps.post(Wps2ServiceTest.of("test:Fail", "async", "document", how)), 200);
    assertThat(info).contains("<wps:Status>Failed</wps:Status>", "<wps:ExpirationDate>");
    assertThat(valid(job("GetResult", id(info)), 400))
        .contains("InvalidParameterValue", "locator=\"how\"", "how must be kind");
  }

  @Test
  void anErrorOfTheVirtualMachineEndsAJobToo() {
    for (String how : List.of("endless", "hungry")) {
      String input = "<wps:Input id='how'><wps:Data>" + how + "</wps:Data></wps:Input>";
      String info =
          valid(wps.post(Wps2ServiceTest.of("test:Fail", "async", "document", input)), 200);
      assertThat(info).contains("<wps:Status>Failed</wps:Status>");
      assertThat(valid(job("GetResult", id(info)), 500))
          .contains(how.equals("hungry") ? "The process ran out of memory." : "log says why");
    }
  }

  @Test
  void jobsOfOneVersionAreUnknownToTheOther() {
    wps.processes.gate.countDown();
    String id = id(submit("document", ""));
    HttpResponse<String> old =
        wps.get("service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + id);
    assertThat(old.statusCode()).isEqualTo(400);
    WpsSchemas.assertValid(old.body());
    String stored =
        wps.execute("test:Wait", "", "&storeExecuteResponse=true")
            .body()
            .replaceAll("(?s).*executionId=([0-9a-f]+).*", "$1");
    assertThat(valid(job("GetStatus", stored), 400)).contains("NoSuchJob");
  }

  @Test
  void resultsOutliveTheServer() {
    wps.processes.gate.countDown();
    String id = id(submit("raw", RAW));
    wps.close();
    wps = new WpsServer(WpsSettings.defaults(), storage);
    assertThat(valid(job("GetStatus", id), 200)).contains("Succeeded");
    assertThat(job("GetResult", id).body()).isEqualTo("xx");
  }

  private static String execute(String response, String content) {
    return Wps2ServiceTest.of("test:Wait", "async", response, content);
  }

  private String submit(String response, String content) {
    return valid(wps.post(execute(response, content)), 200);
  }

  private static String id(String document) {
    return document.replaceAll("(?s).*<wps:JobID>([^<]+)<.*", "$1");
  }

  private HttpResponse<String> job(String operation, String id) {
    return wps.get("SERVICE=WPS&VERSION=2.0.0&REQUEST=" + operation + "&JOBID=" + id);
  }

  private HttpResponse<String> posted(String operation, String id) {
    return wps.post(
        "<wps:%1$s service='WPS' version='2.0.0' xmlns:wps='http://www.opengis.net/wps/2.0'><wps:JobID>%2$s</wps:JobID></wps:%1$s>"
            .formatted(operation, id));
  }

  // Asking costs a round trip, which is the wait.
  private String ended(String id) {
    for (int i = 0; i < 10_000; i++) {
      String info = valid(job("GetStatus", id), 200);
      if (!info.contains(">Running<")) {
        return info;
      }
    }
    throw new AssertionError("the job has not ended");
  }

  private static String valid(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    WpsSchemas.assertValid2(response.body());
    return response.body();
  }
}
