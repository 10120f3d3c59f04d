using System.Data.Common;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Sessions;

/// <summary>What the vendor's driver sends to the peer, beside what is sent here.</summary>
public sealed class VendorDriverTests(SnowflakeDriverServer driver) : SnowflakeTest
{
    private const string Sql = "SELECT ?, ?";

    // The driver says what it was compiled with, and answers in JSON without being asked to.
    private static readonly string[] s_its = ["CLIENT_ENVIRONMENT", "SESSION_PARAMETERS", "CLIENT_APP_ID", "CLIENT_APP_VERSION"];

    [Theory]
    [InlineData("password")]
    [InlineData("passcode")]
    [InlineData("token")]
    [InlineData("programmatic")]
    [InlineData("workload")]
    public async Task Both_sign_in_with_the_same_fields(string way)
    {
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        await RunTheirsAsync(way);
        RestExchange theirs = Peer.Logins.Single();

        await using SnowflakeSession session = await OpenAsync(Ours(way), Options(way));
        RestExchange ours = Peer.Logins[^1];

        Fields(ours).ShouldBe(Fields(theirs), ignoreOrder: true);
        foreach (string name in Fields(ours).Except(s_its))
        {
            ours.Login()[name]?.ToJsonString().ShouldBe(theirs.Login()[name]?.ToJsonString(), name);
        }

        ours.Query.Keys.ShouldBe(theirs.Query.Keys, ignoreOrder: true);
        ours.Headers["CLIENT_APP_ID"].ShouldBe((string?)ours.Login()["CLIENT_APP_ID"]);
        theirs.Headers["CLIENT_APP_ID"].ShouldBe((string?)theirs.Login()["CLIENT_APP_ID"]);
        ((string?)ours.Login()["CLIENT_ENVIRONMENT"]!["APPLICATION"]).ShouldBe((string?)theirs.Login()["CLIENT_ENVIRONMENT"]!["APPLICATION"]);
    }

    [Fact]
    public async Task Both_sign_a_token_with_the_same_claims()
    {
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        string key = Peer.User.NewKey();
        await StartAsync();
        JsonObject options = Connection("SNOWFLAKE_JWT");
        options["privateKey"] = key;

        // The driver writes milliseconds where the standard has seconds, which this peer does not take: what it sends is what counts.
        await Should.ThrowAsync<InvalidDataException>(driver.RunAsync(options, Sql, ["1", "x"], Token));
        await using SnowflakeSession session = await OpenAsync(new SnowflakeCredentials { Account = Peer.Account, User = "loader", PrivateKey = key }, Options("key"));

        JsonObject theirs = Claims(Peer.Logins[0]);
        JsonObject ours = Claims(Peer.Logins[^1]);
        ours.Select(static pair => pair.Key).ShouldBe(theirs.Select(static pair => pair.Key), ignoreOrder: true);
        ((string?)ours["iss"]).ShouldBe((string?)theirs["iss"]);
        ((string?)ours["sub"]).ShouldBe((string?)theirs["sub"]);
        Fields(Peer.Logins[^1]).ShouldBe(Fields(Peer.Logins[0]), ignoreOrder: true);
    }

    [Fact]
    public async Task Both_ask_a_query_with_the_same_fields()
    {
        await RunTheirsAsync("password");
        RestExchange theirs = Peer.Queries.Single();
        using IDisposable scope = Reach();

        await using DbConnection connection = await Credentials.GetClient(Options("password")).OpenConnectionAsync(Token);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (object value in (object[])[1L, "x"])
        {
            DbParameter parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteScalarAsync(Token);
        RestExchange ours = Peer.Queries[^1];

        JsonObject their = theirs.Document();
        JsonObject our = ours.Document();
        our["sqlText"]!.ToJsonString().ShouldBe(their["sqlText"]!.ToJsonString());
        our["bindings"]!["1"]!.ToJsonString().ShouldBe(their["bindings"]!["1"]!.ToJsonString());
        our["bindings"]!["2"]!.ToJsonString().ShouldBe(their["bindings"]!["2"]!.ToJsonString());
        ours.Query.Keys.ShouldBe(theirs.Query.Keys, ignoreOrder: true);
        ours.Headers["Accept"].ShouldBe(theirs.Headers["Accept"]);
        ours.Authorization!.Split('=')[0].ShouldBe(theirs.Authorization!.Split('=')[0]);
    }

    [Fact]
    public async Task Both_close_the_session_in_the_same_way()
    {
        await RunTheirsAsync("password");
        SnowflakeSession session = await OpenAsync(Credentials);
        await session.DisposeAsync();

        IReadOnlyList<RestExchange> closed = Peer.Rest.RequestsFor("POST /session");
        closed.Count.ShouldBe(2);
        closed[1].Query.Keys.ShouldBe(closed[0].Query.Keys, ignoreOrder: true);
        Peer.OpenSessions.ShouldBe(0);
    }

    private static IEnumerable<string> Fields(RestExchange login) => login.Login().Where(static pair => pair.Value is not null).Select(static pair => pair.Key);

    private static JsonObject Claims(RestExchange login) =>
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(((string)login.Login()["TOKEN"]!).Split('.')[1]))!.AsObject();

    private async Task StartAsync()
    {
        Peer.OnQuery(Sql, SnowflakeReply.Rows(["A", "B"], ["1", "x"]));
        await driver.StartAsync(Token);
    }

    private async Task RunTheirsAsync(string way)
    {
        await StartAsync();
        JsonObject options = Connection(way switch
        {
            "token" => "OAUTH",
            "programmatic" => "PROGRAMMATIC_ACCESS_TOKEN",
            "passcode" => "USERNAME_PASSWORD_MFA",
            "workload" => "WORKLOAD_IDENTITY",
            _ => "SNOWFLAKE",
        });
        Peer.User.NeedsSecondFactor = way == "passcode";
        Peer.User.WorkloadTokens["OIDC"] = "token-of-a-runner-for-both";
        (string name, string value) = way switch
        {
            "token" => ("token", Peer.User.OAuthToken),
            "programmatic" => ("token", Peer.User.ProgrammaticToken),
            "workload" => ("token", "token-of-a-runner-for-both"),
            _ => ("password", Peer.User.Password),
        };
        options[name] = value;
        options["passcode"] = way == "passcode" ? Peer.User.Passcode : null;
        options["workloadIdentityProvider"] = way == "workload" ? "OIDC" : null;
        foreach (string absent in options.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToList())
        {
            options.Remove(absent);
        }

        await driver.RunAsync(options, Sql, [1, "x"], Token);
    }

    private JsonObject Connection(string authenticator) => new()
    {
        ["account"] = Peer.Account,
        ["accessUrl"] = Peer.Rest.Address.GetLeftPart(UriPartial.Authority),
        ["username"] = "loader",
        ["authenticator"] = authenticator,
        ["application"] = "Prefect_Snowflake_Collection",
        ["database"] = "SHOP",
        ["schema"] = "PUBLIC",
        ["warehouse"] = "SMALL",
        ["role"] = "LOADER",
    };

    private SnowflakeCredentials Ours(string way) => way switch
    {
        "token" => new() { Account = Peer.Account, User = "loader", Authenticator = SnowflakeAuthenticator.OAuth, Token = Peer.User.OAuthToken },
        "programmatic" => new() { Account = Peer.Account, User = "loader", Token = Peer.User.ProgrammaticToken },
        "passcode" => Credentials with { Authenticator = SnowflakeAuthenticator.UsernamePasswordMfa },
        "workload" => new()
        {
            Account = Peer.Account,
            User = "loader",
            Authenticator = SnowflakeAuthenticator.WorkloadIdentity,
            WorkloadIdentityProvider = SnowflakeWorkloadIdentityProvider.Oidc,
            Token = "token-of-a-runner-for-both",
        },
        _ => Credentials,
    };

    private SnowflakeConnectOptions Options(string way) => new()
    {
        Database = "SHOP",
        Schema = "PUBLIC",
        Warehouse = "SMALL",
        Role = "LOADER",
        Passcode = way == "passcode" ? Peer.User.Passcode : null,
    };
}
