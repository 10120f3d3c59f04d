using System.Diagnostics;
using System.Net;
using Prefect.Testing;

namespace Prefect.Http.Tests.Telemetry;

public sealed class ServiceTelemetryTests : IDisposable
{
    private static readonly string s_package = $"Prefect.Test.{Guid.NewGuid():N}";
    private static readonly ServiceTelemetry s_telemetry = new(s_package, "test", "test.request_id");
    private static readonly ServiceOperation s_read = new("Store", "Read", "read", "a/b") { Tags = [new("test.key", "b")] };

    private readonly CapturedActivities _activities = new(s_package);
    private readonly RecordedMeasurements _measurements = new(s_telemetry.Meter);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Activity Traced => _activities.Activities.ShouldHaveSingleItem();

    private string Measured => _measurements.All.ShouldHaveSingleItem().Tags;

    public void Dispose()
    {
        _activities.Dispose();
        _measurements.Dispose();
    }

    [Fact]
    public async Task A_request_is_traced_and_measured()
    {
        (await s_telemetry.RunAsync(s_read, _ => Task.FromResult(7), Describe, Token)).ShouldBe(7);

        (Traced.DisplayName, Traced.Kind, Traced.Status).ShouldBe(("Store.Read", ActivityKind.Client, ActivityStatusCode.Unset));
        Traced.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")
            .ShouldBe(["rpc.system=test", "rpc.service=Store", "rpc.method=Read", "test.key=b"]);
        Measured.ShouldBe("rpc.system=test rpc.service=Store rpc.method=Read");
        _measurements.All[0].Instrument.ShouldBe("rpc.client.duration");
    }

    [Fact]
    public async Task An_error_is_put_in_the_words_of_the_package()
    {
        HttpRequestException cause = new("Refused.");

        TestServiceException thrown = await Should.ThrowAsync<TestServiceException>(() => s_telemetry.RunAsync<int>(s_read, _ => throw cause, Describe, Token));

        thrown.Message.ShouldBe("Could not read 'a/b': Refused.");
        thrown.InnerException.ShouldBeSameAs(cause);
        (Traced.Status, Traced.StatusDescription).ShouldBe((ActivityStatusCode.Error, thrown.Message));
        Traced.GetTagItem("error.type").ShouldBe("System.Net.Http.HttpRequestException");
        Measured.ShouldEndWith("error.type=HttpRequestException");
    }

    [Fact]
    public async Task An_error_that_has_those_words_already_is_left_as_it_is()
    {
        TestServiceException error = new("Could not.", new ServiceFault(HttpStatusCode.Conflict, "Busy", "r-1", IsTransient: true));

        (await Should.ThrowAsync<TestServiceException>(() => s_telemetry.RunAsync<int>(s_read, _ => throw error, Describe, Token))).ShouldBeSameAs(error);

        Traced.GetTagItem("error.type").ShouldBe("Busy");
        Traced.GetTagItem("http.response.status_code").ShouldBe(409);
        Traced.GetTagItem("test.request_id").ShouldBe("r-1");
        Measured.ShouldEndWith("error.type=Busy");
    }

    [Fact]
    public async Task What_is_no_error_of_the_service_passes_as_it_is()
    {
        FormatException error = new();

        (await Should.ThrowAsync<FormatException>(() => s_telemetry.RunAsync<int>(s_read, _ => throw error, Describe, Token))).ShouldBeSameAs(error);
    }

    [Fact]
    public async Task A_cancellation_by_the_caller_is_none()
    {
        using CancellationTokenSource source = new();

        await Should.ThrowAsync<OperationCanceledException>(() => s_telemetry.RunAsync<int>(
            s_read,
            async token =>
            {
                await source.CancelAsync();
                token.ThrowIfCancellationRequested();
                return 1;
            },
            Describe,
            source.Token));

        Traced.Status.ShouldBe(ActivityStatusCode.Unset);
        Measured.ShouldEndWith("error.type=cancelled");
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_caller_who_has_cancelled()
    {
        bool isSent = false;

        await Should.ThrowAsync<OperationCanceledException>(
            () => s_telemetry.RunAsync(s_read, _ => Task.FromResult(isSent = true), Describe, new CancellationToken(canceled: true)));

        isSent.ShouldBeFalse();
    }

    [Fact]
    public void Moved_bytes_are_counted_by_direction()
    {
        TransferCounters counters = new(s_telemetry.Meter, "prefect.test");

        counters.Uploaded(3);
        counters.Downloaded(4);
        counters.Resumed();

        _measurements.All.ShouldBe([("prefect.test.transferred", 3, "direction=upload"), ("prefect.test.transferred", 4, "direction=download"), ("prefect.test.resumed", 1, "")]);
    }

    [Theory]
    [InlineData(null, "read")]
    [InlineData("a/b", "read 'a/b'")]
    public void An_operation_says_what_is_tried_on_what(string? target, string told) =>
        new ServiceOperation("Store", "Read", "read", target).ToString().ShouldBe(told);

    [Fact]
    public async Task Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ServiceTelemetry("", "x", "x"));
        Should.Throw<ArgumentException>(() => new ServiceTelemetry("x", " ", "x"));
        Should.Throw<ArgumentException>(() => new ServiceTelemetry("x", "x", null!));
        Should.Throw<ArgumentNullException>(() => new TransferCounters(null!, "x"));
        Should.Throw<ArgumentException>(() => new TransferCounters(s_telemetry.Meter, ""));
        await Should.ThrowAsync<ArgumentNullException>(() => s_telemetry.RunAsync<int>(s_read, null!, Describe, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => s_telemetry.RunAsync(s_read, _ => Task.FromResult(1), null!, Token));
    }

    private static TestServiceException? Describe(Exception exception) => exception is HttpRequestException
        ? new TestServiceException($"Could not {s_read}: {ServiceFault.Unanswered.Describe(exception.Message)}", ServiceFault.Unanswered, exception)
        : null;
}
