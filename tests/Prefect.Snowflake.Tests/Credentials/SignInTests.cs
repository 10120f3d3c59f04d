using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class SignInTests : SnowflakeTest
{
    [Fact]
    public async Task A_password_signs_in_and_only_what_is_set_is_sent()
    {
        await using SnowflakeSession session = await OpenAsync(Credentials);

        RestExchange login = Peer.Logins.Single();
        login.Host.ShouldBe("harbour-cranes.snowflakecomputing.com");
        login.Query.Keys.ShouldBe(["requestId", "request_guid"], ignoreOrder: true);
        JsonObject data = login.Login();
        data.Select(static pair => pair.Key).ShouldBe(
            ["CLIENT_APP_ID", "CLIENT_APP_VERSION", "ACCOUNT_NAME", "CLIENT_ENVIRONMENT", "SESSION_PARAMETERS", "AUTHENTICATOR", "LOGIN_NAME", "PASSWORD"]);
        ((string?)data["CLIENT_ENVIRONMENT"]!["APPLICATION"]).ShouldBe("Prefect_Snowflake_Collection");
        data["SESSION_PARAMETERS"]!.ToJsonString().ShouldBe("""{"DOTNET_QUERY_RESULT_FORMAT":"JSON"}""");
        session.State.Role.ShouldBe("PUBLIC");
        session.State.ServerVersion.ShouldBe("9.35.1");
        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_caller_says_goes_before_what_the_credentials_say()
    {
        SnowflakeConnectOptions options = new()
        {
            Database = "SHOP",
            Schema = "RAW DATA",
            Warehouse = "SMALL",
            Role = "READER",
            Autocommit = false,
            Application = "Nightly",
            SessionParameters = new Dictionary<string, string> { ["QUERY_TAG"] = "night" },
        };

        await using SnowflakeSession session = await OpenAsync(Credentials with { Role = "LOADER", Autocommit = true }, options);

        RestExchange login = Peer.Logins.Single();
        login.QueryValue("databaseName").ShouldBe("SHOP");
        login.QueryValue("schemaName").ShouldBe("RAW DATA");
        login.QueryValue("warehouse").ShouldBe("SMALL");
        login.QueryValue("roleName").ShouldBe("READER");
        login.Login()["SESSION_PARAMETERS"]!.ToJsonString().ShouldBe("""{"DOTNET_QUERY_RESULT_FORMAT":"JSON","AUTOCOMMIT":false,"QUERY_TAG":"night"}""");
        ((string?)login.Login()["CLIENT_ENVIRONMENT"]!["APPLICATION"]).ShouldBe("Nightly");
        session.State.Parameter("query_tag").ShouldBe("night");
    }

    [Fact]
    public async Task A_wrong_password_is_told_with_the_services_words_and_without_the_password()
    {
        SnowflakeCredentials credentials = Credentials with { Password = "wrong-password-Yq61" };

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(credentials));

        refused.Message.ShouldBe(
            "Could not sign in as 'loader@harbour-cranes.snowflakecomputing.com': 390100. Incorrect username or password was specified. "
            + "Check user and password; too many tries lock the user for a while.");
        refused.ErrorCode.ShouldBe("390100");
        refused.IsTransient.ShouldBeFalse();
        refused.ToString().ShouldNotContain("Yq61");
        Peer.Logins.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_passcode_goes_with_the_password()
    {
        Peer.User.NeedsSecondFactor = true;
        (await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials))).ErrorCode.ShouldBe("390129");

        await using SnowflakeSession first = await OpenAsync(Credentials, new() { Passcode = Peer.User.Passcode });
        await using SnowflakeSession second = await OpenAsync(Credentials with { Password = Peer.User.Password + Peer.User.Passcode }, new() { PasscodeInPassword = true });

        Peer.Logins[1].Login().ContainsKey("PASSCODE").ShouldBeTrue();
        Peer.Logins[2].Login().ContainsKey("PASSCODE").ShouldBeFalse();
        (await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials, new() { Passcode = "000000" }))).ErrorCode.ShouldBe("390127");
    }

    [Fact]
    public async Task An_account_that_asks_for_a_second_factor_by_itself_is_followed()
    {
        Peer.User.NeedsSecondFactor = true;
        Peer.User.IsLedToSecondFactor = true;

        await using SnowflakeSession session = await OpenAsync(Credentials);

        Peer.Logins.Select(static login => (string?)login.Login()["EXT_AUTHN_DUO_METHOD"]).ShouldBe([null, "push", null]);
        Peer.Logins.Select(static login => login.Document().ContainsKey("inFlightCtx")).ShouldBe([false, true, true]);
        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task An_access_token_signs_in()
    {
        SnowflakeCredentials credentials = new() { Account = Peer.Account, User = "loader", Authenticator = SnowflakeAuthenticator.OAuth, Token = Peer.User.OAuthToken };

        await using SnowflakeSession session = await OpenAsync(credentials);

        ((string?)Peer.Logins.Single().Login()["AUTHENTICATOR"]).ShouldBe("OAUTH");
        (await Should.ThrowAsync<SnowflakeException>(OpenAsync(credentials with { Token = "run-out-token-41Kd" }))).ErrorCode.ShouldBe("390303");
    }

    [Fact]
    public async Task A_programmatic_token_signs_in()
    {
        SnowflakeCredentials credentials = new() { Account = Peer.Account, User = "loader", Token = Peer.User.ProgrammaticToken };

        await using SnowflakeSession session = await OpenAsync(credentials);

        ((string?)Peer.Logins.Single().Login()["AUTHENTICATOR"]).ShouldBe("PROGRAMMATIC_ACCESS_TOKEN");
    }

    [Fact]
    public async Task A_password_that_has_to_be_changed_is_told()
    {
        Peer.Rest.On("POST /session/v1/login-request", SnowflakeReply.Success(new JsonObject { ["nextAction"] = "PWD_CHANGE", ["inFlightCtx"] = "x" }));

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials));

        refused.Message.ShouldContain("the password has to be changed first");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("page")]
    [InlineData("half")]
    [InlineData("reset")]
    [InlineData("list")]
    public async Task A_sign_in_that_is_not_answered_is_sent_again(string fault)
    {
        int left = 2;
        Peer.Rest.On("POST /session/v1/login-request", _ => left-- > 0 ? Fault(fault) : null);

        await using SnowflakeSession session = await OpenAsync(Credentials);

        Peer.Logins.Count.ShouldBe(3);
        Peer.Logins.Select(static login => login.QueryValue("retryCount")).ShouldBe([null, "1", "2"]);
        Peer.Logins.Select(static login => login.QueryValue("request_guid")).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_service_that_stays_broken_is_given_up()
    {
        Peer.Rest.On("POST /session/v1/login-request", RestReply.Html(503));

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials));

        refused.IsTransient.ShouldBeTrue();
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        Peer.Logins.Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_told_by_its_name()
    {
        Peer.Rest.On("POST /session/v1/login-request", RestReply.Html(403));

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials));

        refused.Message.ShouldContain("harbour-cranes.snowflakecomputing.com");
        refused.Message.ShouldEndWith("Check the account's name: there is none at this address, or it takes no requests from here.");
        Peer.Logins.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_sign_in_ends_at_once()
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.Rest.On("POST /session/v1/login-request", _ =>
        {
            ended.Cancel();
            return RestReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(
            SnowflakeSession.OpenAsync(new SnowflakeSigner(Credentials, SnowflakeConnectOptions.Default, Access()), ended.Token));
    }

    [Fact]
    public async Task A_secret_reference_is_read_anew_for_each_sign_in()
    {
        string name = $"SNOWFLAKE_REFERENCE_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, Peer.User.Password);
        try
        {
            await using SnowflakeSession session = await OpenAsync(Credentials with { Password = "env:" + name });
            session.IsClosed.ShouldBeFalse();
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task No_secret_is_logged_traced_or_thrown()
    {
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Peer.Rest.On("POST /session/v1/login-request", RestReply.Html(503));

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Credentials));

        refused.ToString().ShouldNotContain(Peer.User.Password);
        log.Entries.ShouldAllBe(entry => !entry.ToString().Contains(Peer.User.Password, StringComparison.Ordinal));
    }

    private static RestReply Fault(string fault) => fault switch
    {
        "status" => RestReply.Status(503),
        "page" => RestReply.Html(200),
        "half" => RestReply.Half(),
        "list" => RestReply.Json("[1]"),
        _ => RestReply.Reset(),
    };
}
