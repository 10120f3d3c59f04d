using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class SnowflakeCredentialsTests
{
    private static readonly SnowflakeCredentials s_valid = new() { Account = "harbour-cranes", User = "loader", Password = "of-valid-credentials-3Lm" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, SnowflakeCredentials, string> Wrong => new()
    {
        { "nothing", s_valid with { Password = null }, "password" },
        { "empty password", s_valid with { Password = "" }, "password" },
        { "two keys", s_valid with { Password = null, PrivateKey = "x", PrivateKeyPath = "y" }, "private_key_path" },
        { "password and passphrase", s_valid with { PrivateKeyPassphrase = "pass-7Uj" }, "private_key_passphrase" },
        { "oauth without token", s_valid with { Password = null, Authenticator = SnowflakeAuthenticator.OAuth }, "token" },
        { "okta without endpoint", s_valid with { Authenticator = SnowflakeAuthenticator.OktaEndpoint }, "endpoint" },
        { "okta without encryption", s_valid with { Authenticator = SnowflakeAuthenticator.OktaEndpoint, Endpoint = "http://harbour.okta.com" }, "endpoint" },
        { "okta without password", s_valid with { Password = null, Authenticator = SnowflakeAuthenticator.OktaEndpoint, Endpoint = "https://harbour.okta.com" }, "password" },
        { "second factor without password", s_valid with { Password = null, Authenticator = SnowflakeAuthenticator.UsernamePasswordMfa }, "password" },
        { "key pair without key", s_valid with { Authenticator = SnowflakeAuthenticator.SnowflakeJwt }, "private_key" },
        { "workload without provider", s_valid with { Authenticator = SnowflakeAuthenticator.WorkloadIdentity }, "workload_identity_provider" },
        { "oidc without token", s_valid with { Authenticator = SnowflakeAuthenticator.WorkloadIdentity, WorkloadIdentityProvider = SnowflakeWorkloadIdentityProvider.Oidc }, "token" },
        { "provider without workload", s_valid with { WorkloadIdentityProvider = SnowflakeWorkloadIdentityProvider.Aws }, "authenticator" },
        { "no user", s_valid with { User = null }, "user" },
        { "blank user", s_valid with { User = " " }, "user" },
        { "no account", s_valid with { Account = "" }, "account" },
        { "address as account", s_valid with { Account = "https://harbour-cranes.snowflakecomputing.com" }, "account" },
        { "account that leads elsewhere", s_valid with { Account = "evil.example/x?" }, "account" },
        { "account with a way up", s_valid with { Account = "..\\harbour" }, "account" },
        { "account in another script", s_valid with { Account = "häfen" }, "account" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Properties_that_do_not_go_together_are_refused_before_any_request(string what, SnowflakeCredentials credentials, string field)
    {
        await using TemporaryStore store = new();

        Should.Throw<SnowflakeConfigurationException>(credentials.GetClient, what).Field.ShouldBe(field);
        SnowflakeConfigurationException refused = await Should.ThrowAsync<SnowflakeConfigurationException>(
            credentials.SaveAsync("wrong", store: store.Store, cancellationToken: Token));
        refused.Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("harbour-cranes", "harbour-cranes", "harbour-cranes.snowflakecomputing.com")]
    [InlineData("Harbour-My_Cranes", "Harbour-My_Cranes", "harbour-my-cranes.snowflakecomputing.com")]
    [InlineData("ab12345.eu-central-1", "ab12345", "ab12345.eu-central-1.snowflakecomputing.com")]
    [InlineData("ab12345.west-europe.azure", "ab12345", "ab12345.west-europe.azure.snowflakecomputing.com")]
    [InlineData("ab12345.cn-northwest-1.aws", "ab12345", "ab12345.cn-northwest-1.aws.snowflakecomputing.cn")]
    [InlineData("harbour-x7.global", "harbour", "harbour-x7.global.snowflakecomputing.com")]
    [InlineData("harbour-cranes.privatelink", "harbour-cranes", "harbour-cranes.privatelink.snowflakecomputing.com")]
    [InlineData("harbour-cranes.snowflakecomputing.com", "harbour-cranes", "harbour-cranes.snowflakecomputing.com")]
    [InlineData("ab12345.cn-northwest-1.aws.snowflakecomputing.cn", "ab12345", "ab12345.cn-northwest-1.aws.snowflakecomputing.cn")]
    public void An_account_says_its_host_and_its_name(string account, string name, string host) =>
        SnowflakeAccount.Parse(account).ShouldBe(new SnowflakeAccount(name, host));

    [Fact]
    public void Equal_credentials_share_a_client()
    {
        using IDisposable scope = SnowflakeAccess.Use(new SnowflakeAccess());

        s_valid.GetClient().ShouldBeSameAs((s_valid with { }).GetClient());
        (s_valid with { Role = "READER" }).GetClient().ShouldNotBeSameAs(s_valid.GetClient());
        s_valid.GetClient().ConnectionString.ShouldBe("account=harbour-cranes;user=loader");
    }

    [Theory]
    [InlineData("evil.example/path")]
    [InlineData("user@evil.example")]
    [InlineData("")]
    [InlineData("a b")]
    public void A_host_is_a_name_and_nothing_else(string host) =>
        Should.Throw<SnowflakeConfigurationException>(() => s_valid.GetClient(new SnowflakeConnectOptions { Host = host })).Field.ShouldBe("host");

    [Fact]
    public void Options_outside_of_their_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SnowflakeConnectOptions { SignInTimeout = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => new SnowflakeConnectOptions { BrowserTimeout = TimeSpan.FromHours(2) });
        Should.Throw<ArgumentNullException>(() => s_valid.GetClient(null!));
    }
}
