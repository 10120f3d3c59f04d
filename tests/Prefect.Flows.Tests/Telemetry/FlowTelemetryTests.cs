using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prefect.Flows.Tests.Telemetry;

public sealed class FlowTelemetryTests : FlowTest
{
    [Fact]
    public async Task Runs_are_spans_inside_each_other_and_their_durations_are_counted()
    {
        Begin();
        string flowName = $"traced-{Guid.NewGuid():N}";
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Prefect.Flows",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        ConcurrentQueue<string> measured = [];
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, meter) =>
        {
            if (instrument.Meter.Name == "Prefect.Flows")
            {
                meter.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            seconds.ShouldBeGreaterThanOrEqualTo(0);
            measured.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
        });
        meters.Start();
        FlowTask<int> fails = FlowTask.Define<int>("fails", () => throw new IOException("no disk"));
        Flow<int> flow = Flow.Define(flowName, () => fails.RunAsync());

        await flow.RunStateAsync(Token);

        Activity outer = spans.Single(span => span.DisplayName == $"flow {flowName}");
        Activity inner = spans.Single(span => span.ParentSpanId == outer.SpanId);
        outer.GetTagItem("prefect.flow_run.id").ShouldBe((await StoredFlowAsync(flowName)).Id.ToString());
        inner.DisplayName.ShouldBe("task fails");
        inner.Status.ShouldBe(ActivityStatusCode.Error);
        inner.StatusDescription!.ShouldContain("no disk");
        inner.GetTagItem("prefect.state.name").ShouldBe("Failed");
        measured.ShouldContain($"flow {flowName} FAILED");
        measured.ShouldContain("task fails FAILED");
    }
}
