using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Sessions;

public sealed class KeepAliveTests : SnowflakeTest
{
    private const string Heartbeat = "POST /session/heartbeat";

    [Fact]
    public async Task Signs_of_life_are_given_as_long_as_the_session_is_open()
    {
        Clock.JumpsToTimers = false;
        SnowflakeSession session = await OpenAsync(Credentials, new() { KeepAlive = true });

        await SignAsync(TimeSpan.FromHours(1));
        await SignAsync(TimeSpan.FromHours(1));
        await session.DisposeAsync();
        Clock.Advance(TimeSpan.FromHours(3));

        Peer.Rest.RequestsFor(Heartbeat).Count.ShouldBe(2);
        ((string?)Peer.Logins.Single().Login()["SESSION_PARAMETERS"]!["CLIENT_SESSION_KEEP_ALIVE"]?.ToString()).ShouldBe("true");
    }

    [Fact]
    public async Task An_account_may_want_them_for_all()
    {
        Clock.JumpsToTimers = false;
        Peer.Parameters = new Dictionary<string, string> { ["CLIENT_SESSION_KEEP_ALIVE"] = "true" };
        await using SnowflakeSession session = await OpenAsync(Credentials);

        await SignAsync(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task None_are_given_unless_they_are_wanted()
    {
        Clock.JumpsToTimers = false;
        await using SnowflakeSession session = await OpenAsync(Credentials);

        Clock.Advance(TimeSpan.FromHours(10));

        Peer.Rest.RequestsFor(Heartbeat).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_renewed_for_them_and_nobody_signs_in_for_them()
    {
        Clock.JumpsToTimers = false;
        await using SnowflakeSession session = await OpenAsync(Credentials, new() { KeepAlive = true });
        Peer.ExpireTokens();
        await SignAsync(TimeSpan.FromHours(1), answers: 2);
        Peer.Renewals.Count.ShouldBe(1);

        Peer.EndSessions();
        await SignAsync(TimeSpan.FromHours(1));

        Peer.Logins.Count.ShouldBe(1);
    }

    // Moves the clock, and waits until the requests that follow from it have arrived.
    private async Task SignAsync(TimeSpan time, int answers = 1)
    {
        int wanted = Peer.Rest.RequestsFor(Heartbeat).Count + answers;
        TaskCompletionSource arrived = new();
        Peer.Rest.On(Heartbeat, _ =>
        {
            if (Peer.Rest.RequestsFor(Heartbeat).Count >= wanted)
            {
                arrived.TrySetResult();
            }

            return null;
        });
        Clock.Advance(time);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }
}
