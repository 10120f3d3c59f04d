using System.Diagnostics;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class LambdaFaultTests : IAsyncLifetime
{
    private const string Invoke = "lambda.Invoke";

    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task Too_many_requests_are_sent_again()
    {
        _peer.On(Invoke, AwsReply.Error("TooManyRequestsException", "Rate Exceeded.", 429), AwsReply.Json("1"));
        ManualClock clock = new() { JumpsToTimers = true };

        using LambdaResult result = await Function(clock).InvokeAsync(cancellationToken: Token);

        (await result.ReadJsonAsync(Token))!.GetValue<int>().ShouldBe(1);
        _peer.Requests.Count.ShouldBe(2);
        clock.Waits.ShouldHaveSingleItem().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("html")]
    [InlineData("reset")]
    public async Task What_may_have_run_is_not_sent_again(string fault)
    {
        _peer.On(Invoke, fault switch
        {
            "error" => AwsReply.Error("ServiceException", "The service failed.", 500),
            "html" => AwsReply.Html(),
            _ => AwsReply.Reset(),
        });

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Function().InvokeAsync(cancellationToken: Token));

        exception.Message.ShouldStartWith("Could not invoke the function 'resize': ");
        exception.Message.ShouldEndWith("Whether the service carried it out is not known.");
        exception.IsTransient.ShouldBeTrue();
        _peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_final_and_says_what_it_is()
    {
        _peer.On(Invoke, AwsReply.Error("ResourceNotFoundException", "Function not found: arn:aws:lambda:eu-central-1:1:function:resize", 404));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Function().InvokeAsync(cancellationToken: Token));

        exception.ErrorCode.ShouldBe("ResourceNotFoundException");
        exception.Message.ShouldNotContain("not known");
        _peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Half_a_body_is_an_error()
    {
        _peer.On(Invoke, AwsReply.Half("""{"rows":[1,2"""));

        using LambdaResult result = await Function().InvokeAsync(cancellationToken: Token);
        AwsException exception = await Should.ThrowAsync<AwsException>(() => result.ReadJsonAsync(Token));

        exception.Message.ShouldStartWith("Could not read what the function 'resize' returned: ");
        exception.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up_after_the_timeout()
    {
        _peer.On(Invoke, AwsReply.Never());

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => Function(config: new JsonObject { ["read_timeout"] = 5 }).InvokeAsync(cancellationToken: Token));

        exception.Message.ShouldContain("no answer in time");
        _peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_after_the_timeout()
    {
        _peer.On(Invoke, AwsReply.Stream(
            async (stream, token) =>
            {
                await stream.WriteAsync("{\"rows\":"u8.ToArray(), token);
                await stream.FlushAsync(token);
                await Task.Delay(Timeout.Infinite, token);
            },
            "application/json"));

        using LambdaResult result = await Function(config: new JsonObject { ["read_timeout"] = 5 }).InvokeAsync(cancellationToken: Token);
        AwsException exception = await Should.ThrowAsync<AwsException>(() => result.ReadJsonAsync(Token));

        exception.Message.ShouldStartWith("Could not read what the function 'resize' returned: there was no answer in time.");
        exception.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_can_be_read_again_until_it_is_disposed_of()
    {
        _peer.On(Invoke, AwsReply.Json("[1]"));
        LambdaResult result = await Function().InvokeAsync(cancellationToken: Token);

        (await result.ReadJsonAsync(Token))!.AsArray().Count.ShouldBe(1);
        (await result.ReadJsonAsync(Token))!.AsArray().Count.ShouldBe(1);
        result.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => result.ReadJsonAsync(Token));
    }

    [Fact]
    public async Task An_invocation_whose_answer_is_read_is_one_span()
    {
        List<string?> spans = [];
        using ActivitySource root = new("test." + Guid.NewGuid());
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Prefect.Aws" || source == root,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity parent = root.StartActivity("parent")!;
        listener.ActivityStopped = activity =>
        {
            if (activity.TraceId == parent.TraceId)
            {
                spans.Add(activity.OperationName);
            }
        };
        _peer.On(Invoke, AwsReply.Json("1"));

        using LambdaResult result = await Function().InvokeAsync(cancellationToken: Token);
        await result.ReadBytesAsync(Token);

        spans.ShouldBe(["Lambda.Invoke"]);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.On(Invoke, _ =>
        {
            source.Cancel();
            return AwsReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Function().InvokeAsync(cancellationToken: source.Token));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_without_showing_it()
    {
        AwsKey wrong = _peer.Key with { SecretAccessKey = Canary.Generate("secret").Value };

        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => (Function() with { AwsCredentials = _peer.Credentials(wrong) }).InvokeAsync(cancellationToken: Token));

        exception.ErrorCode.ShouldBe("InvalidSignatureException");
        exception.ToString().ShouldNotContain(wrong.SecretAccessKey);
        _peer.Requests.ShouldHaveSingleItem().Signature.Problem.ShouldBe(SignatureProblem.Mismatch);
    }

    private LambdaFunction Function(ManualClock? clock = null, JsonObject? config = null) =>
        new LambdaFunction { FunctionName = "resize", AwsCredentials = _peer.Credentials(config: config ?? []) }.WithTime(clock ?? new ManualClock());
}
