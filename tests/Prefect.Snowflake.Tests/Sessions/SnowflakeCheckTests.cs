using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Sessions;

public sealed class SnowflakeCheckTests : SnowflakeTest
{
    [Fact]
    public async Task A_good_check_signs_in_and_closes_the_session_again()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await (Credentials with { Role = "LOADER" }).CheckAsync(Token);

        result.Message.ShouldBe("Signed in as loader@harbour-cranes.snowflakecomputing.com; the role is LOADER.");
        result.Succeeded.ShouldBeTrue();
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_password_fails_at_signing_in()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await (Credentials with { Password = "wrong-in-a-check-7Gq" }).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.SignIn);
        result.Message.ShouldNotContain("7Gq");
    }

    [Fact]
    public async Task Properties_that_do_not_go_together_fail_at_the_configuration()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await (Credentials with { User = null }).CheckAsync(Token);

        result.Stage.ShouldBe(BlockCheckStage.Configuration);
        Peer.Rest.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_fails_at_the_configuration()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await new SnowflakeCredentials { Account = Peer.Account, User = "loader", PrivateKey = "no key" }.CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Configuration);
    }

    [Fact]
    public async Task A_service_that_breaks_the_connection_fails_at_the_connection()
    {
        Peer.Rest.On("POST /session/v1/login-request", RestReply.Reset());
        using IDisposable scope = Reach();

        BlockCheckResult result = await Credentials.CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Connection);
    }

    [Fact]
    public async Task A_host_that_cannot_be_found_fails_at_the_name()
    {
        BlockCheckResult result = await SnowflakeCheck.RunAsync(
            Credentials, new SnowflakeConnectOptions { Host = "no-such-account.invalid" }, SnowflakeCheck.DescribeAsync, Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.NameResolution);
    }

    [Fact]
    public async Task What_the_role_may_not_do_fails_at_the_permission()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await SnowflakeCheck.RunAsync(
            Credentials,
            SnowflakeConnectOptions.Default,
            static (_, _, _) => throw new SnowflakeException("no", new(System.Net.HttpStatusCode.OK, "003001", null, IsTransient: false)) { SqlState = "42501" },
            Token);

        result.Stage.ShouldBe(BlockCheckStage.Permission);
        Peer.OpenSessions.ShouldBe(0);
    }
}
