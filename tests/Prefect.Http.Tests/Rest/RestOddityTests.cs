using System.Net;
using Prefect.Testing;

namespace Prefect.Http.Tests.Rest;

/// <summary>Answers that no service should give, and waits that take longer than they were to.</summary>
public sealed class RestOddityTests : RestTest
{
    private static readonly RestRequest s_get = RestRequest.Get("harbours/oslo");

    [Fact]
    public async Task A_refusal_that_says_the_same_twice_is_a_refusal()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Json("""{"message":"No such harbour.","message":"None."}""", 400));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_get, Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("http://")]
    [InlineData("https://[")]
    [InlineData("http://elsewhere:99999/")]
    public async Task Being_sent_to_what_is_no_address_is_a_refusal(string location)
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Status(302).With("Location", location));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client(Options with { Attempts = 1 }).SendAsync(Read, s_get, Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_pause_that_takes_longer_than_there_is_time_ends_with_the_failure()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Throttled(40));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(
            Client(Options with { TimeProvider = new LateClock(), TotalTimeout = TimeSpan.FromSeconds(90), Attempts = 50 }).SendAsync(Read, s_get, Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_with_a_time_of_its_own_has_that_time()
    {
        Task held = Task.Delay(TimeSpan.FromMilliseconds(700), Token);
        Peer.On("GET /api/harbours/oslo", RestReply.Json("{}") with { Held = held });

        await Client(Options with { TotalTimeout = TimeSpan.FromMilliseconds(100) }).SendAsync(Read, s_get with { Timeout = TimeSpan.FromMinutes(2) }, Token);

        Peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"message\":\"\uD83D")]
    [InlineData("")]
    public async Task Half_a_refusal_is_a_refusal(string beginning)
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Half(beginning));

        (await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_get, TestJson.Default.JsonObject, Token))).IsTransient.ShouldBeTrue();
    }

    /// <summary>A clock whose waits end a minute late, as on a machine that sleeps.</summary>
    private sealed class LateClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref _now, (dueTime + TimeSpan.FromMinutes(1)).Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
