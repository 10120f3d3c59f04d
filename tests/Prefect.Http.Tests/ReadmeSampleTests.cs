using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prefect.Testing;

namespace Prefect.Http.Tests;

/// <summary>The samples of the README.</summary>
public sealed partial class ReadmeSampleTests
{
    [Fact]
    public async Task Requests_are_sent_and_jobs_waited_for()
    {
        AcmeApi api = new();
        const string id = "run-1";
        ILogger logger = NullLogger.Instance;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        JobStatus status = await AcmeTelemetry.Calls.RunAsync(
            new ServiceOperation("Jobs", "GetRun", "read the state of the run", id),
            token => api.GetRunAsync(id, token),
            exception => ServiceFault.IsTransport(exception)
                ? new AcmeException($"Could not read the state of the run '{id}': {exception.Message}", ServiceFault.Unanswered, exception)
                : null,
            cancellationToken);

        StatusWatch watch = new(new StatusWatchOptions
        {
            Subject = $"run '{id}'",
            Interval = TimeSpan.FromSeconds(10),
            Timeout = TimeSpan.FromHours(1),
            IsNotYetThere = exception => exception is AcmeException { StatusCode: HttpStatusCode.NotFound },
            Stop = token => api.CancelAsync(id, token),
            Logger = logger,
            TimeProvider = new ManualClock { JumpsToTimers = true },
        });
        JobStatus ended = await watch.UntilAsync(token => api.GetRunAsync(id, token), seen => seen.IsFinal, cancellationToken);

        (status.IsFinal, ended.IsFinal).ShouldBe((false, true));
    }

    [Fact]
    public async Task Requests_are_sent_over_http()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using RestPeer peer = await RestPeer.StartAsync(cancellationToken);
        peer.On("GET /harbours/oslo", RestReply.Json("""{"name":"oslo"}"""));
        string address = peer.Address.AbsoluteUri;
        const string name = "oslo";

        RestTokens tokens = new(token => SignInAsync(token));
        RestClient client = new(new RestOptions { Address = new Uri(address), SignIn = tokens.SignInAsync }, AcmeDialect.Instance);
        JsonObject harbour = await client.SendAsync(
            new ServiceOperation("Harbours", "Get", "read the harbour", name),
            RestRequest.Get(RestPath.Of($"harbours/{name}")).With("expand", true),
            AcmeJson.Default.JsonObject,
            cancellationToken);

        ((string?)harbour["name"]).ShouldBe("oslo");
        peer.Requests.Single().Authorization.ShouldBe("Bearer readme-sample-token");

        static Task<RestToken> SignInAsync(CancellationToken token) =>
            token.IsCancellationRequested ? Task.FromCanceled<RestToken>(token) : Task.FromResult(new RestToken("readme-sample-token"));
    }

    [Fact]
    public void Errors_of_all_packages_are_handled_alike()
    {
        TimeSpan? pause = null;
        try
        {
            throw new AcmeException("Busy.", ServiceFault.Unanswered, null);
        }
        catch (ServiceException exception) when (exception.IsTransient)
        {
            pause = exception.RetryAfter ?? TimeSpan.FromMinutes(1);
        }

        pause.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [JsonSerializable(typeof(JsonObject))]
    private sealed partial class AcmeJson : JsonSerializerContext;

    private static class AcmeTelemetry
    {
        public static ServiceTelemetry Calls { get; } = new("Prefect.Acme", "acme", "acme.request_id");
    }

    private sealed class AcmeException : ServiceException
    {
        internal AcmeException(string message, ServiceFault fault, Exception? innerException)
            : base(message, fault, innerException)
        {
        }
    }

    private sealed class AcmeDialect() : RestDialect(AcmeTelemetry.Calls)
    {
        public static AcmeDialect Instance { get; } = new();

        public override ServiceException Error(string message, ServiceFault fault, Exception? innerException) => new AcmeException(message, fault, innerException);
    }

    private sealed record JobStatus(bool IsFinal);

    private sealed class AcmeApi
    {
        private int _reads;

        public Task<JobStatus> GetRunAsync(string id, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            id.ShouldNotBeEmpty();
            return ++_reads == 2
                ? throw new AcmeException("Not there yet.", new ServiceFault(HttpStatusCode.NotFound, null, null, IsTransient: false), null)
                : Task.FromResult(new JobStatus(IsFinal: _reads > 3));
        }

        public Task CancelAsync(string id, CancellationToken cancellationToken)
        {
            _reads = 0;
            return Task.Delay(TimeSpan.Zero, cancellationToken);
        }
    }
}
