using System.Data.Common;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class RdsIamTests
{
    private const string Host = "sales.cluster-abc123.eu-central-1.rds.amazonaws.com";
    private static readonly AwsKey s_key = new("AKIAIOSFODNN7EXAMPLE", Canary.Generate("secret access key").Value);
    private static readonly AwsKey s_temporaryKey = new("ASIAIOSFODNN7EXAMPLE", Canary.Generate("temporary secret access key").Value, "FwoGZXIvYXdzE+/==");

    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_an_address_that_is_signed_for_fifteen_minutes()
    {
        SecretString token = await RdsIamToken.GenerateAsync(Credentials(s_key), Host, "etl", cancellationToken: Token);

        token.ToString().ShouldBe(SecretMask.Display);
        token.Reveal().ShouldStartWith(Host + ":5432/?Action=connect&DBUser=etl&X-Amz-");
        AwsSignature signature = AwsSignature.OfAddress(token.Reveal(), s_key);
        signature.Detail.ShouldBe("");
        (signature.IsValid, signature.IsInQuery, signature.Lifetime).ShouldBe((true, true, TimeSpan.FromMinutes(15)));
        (signature.Service, signature.Region, signature.AccessKeyId).ShouldBe(("rds-db", "eu-central-1", s_key.AccessKeyId));
        signature.SignedHeaders.ShouldBe(["host"]);
    }

    [Theory]
    [InlineData("etl", 5433)]
    [InlineData("Jürgen Ödman+x@y/z&c=d", 5432)]
    public async Task Users_and_ports_are_signed_as_they_are_sent(string user, int port)
    {
        string token = (await RdsIamToken.GenerateAsync(Credentials(s_temporaryKey), "db.internal", user, port, "us-gov-west-1", Token)).Reveal();

        AwsSignature signature = AwsSignature.OfAddress(token, s_temporaryKey);
        signature.Detail.ShouldBe("");
        (signature.IsValid, signature.HasSessionToken, signature.Region).ShouldBe((true, true, "us-gov-west-1"));
        token.ShouldStartWith($"db.internal:{port}/?");
        token.ShouldContain("DBUser=" + Uri.EscapeDataString(user));
    }

    [Theory]
    [InlineData("db.abc.us-west-2.rds.amazonaws.com", null, "us-west-2")]
    [InlineData("db.abc.cn-north-1.rds.amazonaws.com.cn", null, "cn-north-1")]
    [InlineData("db.abc.rds.cn-northwest-1.amazonaws.com.cn", null, "cn-northwest-1")]
    [InlineData("db.abc.rds.deep.inside.amazonaws.example.org", null, "sa-east-1")]
    [InlineData("DB.ABC.US-WEST-2.RDS.AMAZONAWS.COM", null, "us-west-2")]
    [InlineData("db.abc.us-west-2.rds.amazonaws.com", "eu-north-1", "eu-north-1")]
    [InlineData("db.example.org", null, "sa-east-1")]
    [InlineData("rds.amazonaws.com", null, "sa-east-1")]
    [InlineData("10.0.0.7", "", "sa-east-1")]
    public async Task The_region_is_the_one_said_then_that_of_the_address_then_that_of_the_credentials(string host, string? region, string expected)
    {
        AwsCredentials credentials = Credentials(s_key) with { RegionName = "sa-east-1" };

        string token = (await RdsIamToken.GenerateAsync(credentials, host, "etl", regionName: region, cancellationToken: Token)).Reveal();

        AwsSignature signature = AwsSignature.OfAddress(token, s_key);
        (signature.IsValid, signature.Region).ShouldBe((true, expected));
    }

    [Fact]
    public async Task A_host_that_is_called_like_a_kind_of_reference_makes_none()
    {
        SecretString token = await RdsIamToken.GenerateAsync(Credentials(s_key), "env", "etl", cancellationToken: Token);

        token.Reveal().ShouldStartWith("env:5432/?Action=connect");
        RdsIamToken.Generate(Credentials(s_key), "env", "etl", cancellationToken: Token).Reveal().ShouldStartWith("env:5432/?");
    }

    [Theory]
    [InlineData("", "etl", 5432)]
    [InlineData("https://db", "etl", 5432)]
    [InlineData("db:5432", "etl", 5432)]
    [InlineData("db,other", "etl", 5432)]
    [InlineData("db/../x", "etl", 5432)]
    [InlineData("C:\\db", "etl", 5432)]
    [InlineData("db", " ", 5432)]
    [InlineData("db", "etl", 0)]
    [InlineData("db", "etl", 65536)]
    public async Task What_cannot_be_a_server_is_refused(string host, string user, int port) =>
        await Should.ThrowAsync<ArgumentException>(RdsIamToken.GenerateAsync(Credentials(s_key), host, user, port, cancellationToken: Token));

    [Fact]
    public async Task Contradicting_credentials_are_refused() =>
        await Should.ThrowAsync<AwsConfigurationException>(
            RdsIamToken.GenerateAsync(Credentials(s_key) with { AwsSecretAccessKey = null }, "db", "etl", cancellationToken: Token));

    [Fact]
    public async Task A_provider_makes_passwords_for_connection_strings()
    {
        RdsIamPasswordProvider passwords = new(Credentials(s_key), timeProvider: _clock);
        DbConnectionStringBuilder connection = new() { ConnectionString = $"Host={Host};Port=5433;Username=etl;Database=sales" };

        string password = await passwords.GetPasswordAsync(connection, Token);

        password.ShouldStartWith(Host + ":5433/?Action=connect&DBUser=etl&");
        AwsSignature.OfAddress(password, s_key, _clock).IsValid.ShouldBeTrue();
        passwords.GetPassword(connection).ShouldBe(password);
        SecretMasker.Mask("The password is " + password).ShouldNotContain("X-Amz-Signature");
        SignsInWith(passwords.GetPassword, passwords.GetPasswordAsync);
    }

    [Fact]
    public async Task Passwords_are_used_again_for_ten_minutes_and_then_made_anew()
    {
        RdsIamPasswordProvider passwords = new(Credentials(s_key), timeProvider: _clock);
        DbConnectionStringBuilder connection = new() { ConnectionString = $"Server={Host};User Id=etl" };
        string first = await passwords.GetPasswordAsync(connection, Token);

        _clock.Advance(TimeSpan.FromMinutes(9.9));
        (await passwords.GetPasswordAsync(connection, Token)).ShouldBe(first);
        AwsSignature.OfAddress(first, s_key, _clock).IsValid.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(0.2));
        string second = await passwords.GetPasswordAsync(connection, Token);

        second.ShouldNotBe(first);
        AwsSignature.OfAddress(second, s_key, _clock).IsValid.ShouldBeTrue();
        (await passwords.GetPasswordAsync(new() { ConnectionString = $"Server={Host};User Id=other" }, Token)).ShouldContain("DBUser=other");
    }

    [Fact]
    public async Task Passwords_are_made_anew_once_the_credentials_are_others()
    {
        await using AwsPeer peer = await AwsPeer.StartAsync(Token);
        int assumed = 0;
        peer.On("sts.AssumeRole", _ => AwsReply.Xml(
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA{Math.Min(++assumed, 3)}</AccessKeyId>
            <SecretAccessKey>{Guid.NewGuid():N}</SecretAccessKey><SessionToken>{Guid.NewGuid():N}</SessionToken>
            <Expiration>{TimeProvider.System.GetUtcNow().AddMinutes(4):yyyy-MM-dd'T'HH:mm:ss'Z'}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """));
        RdsIamPasswordProvider passwords = new(peer.Credentials() with { AssumeRoleArn = "arn:aws:iam::123456789012:role/reader" }, timeProvider: _clock);
        DbConnectionStringBuilder connection = new() { ConnectionString = $"Host={Host};Username=etl" };

        // The role is assumed anew beside what is asked for, so that the next password may still be by the key before.
        while (!(await passwords.GetPasswordAsync(connection, Token)).Contains("X-Amz-Credential=ASIA3%2F", StringComparison.Ordinal))
        {
            Token.ThrowIfCancellationRequested();
        }
    }

    [Theory]
    [InlineData("Username=etl", "Host")]
    [InlineData("Host=db", "Username")]
    [InlineData("Host=db;Username=etl;Port=first", "Port")]
    public void A_connection_string_that_says_too_little_is_refused(string text, string keyword) =>
        Should.Throw<ArgumentException>(() => new RdsIamPasswordProvider(Credentials(s_key)).GetPassword(new() { ConnectionString = text }))
            .Message.ShouldContain(keyword);

    [Theory]
    [InlineData("Host=db", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Prefer", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Disable", "VerifyFull")]
    [InlineData("Host=db;SSL Mode=Require", "Require")]
    [InlineData("Host=db;SslMode=verify-ca", "verify-ca")]
    [InlineData("Host=db;ssl mode=VerifyFull", "VerifyFull")]
    public void Connections_are_encrypted_and_the_server_is_checked(string text, string mode)
    {
        DbConnectionStringBuilder connection = new() { ConnectionString = text };

        RdsIamPasswordProvider.RequireTls(connection);

        connection[connection.ContainsKey("SslMode") ? "SslMode" : "SSL Mode"].ShouldBe(mode);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("True", true)]
    [InlineData(" on ", true)]
    public void Settings_come_from_the_environment(string? text, bool isEnabled)
    {
        RdsIamSettings settings = RdsIamSettings.From(name => name switch
        {
            "PREFECT_INTEGRATIONS_AWS_RDS_IAM_ENABLED" => text,
            "PREFECT_INTEGRATIONS_AWS_RDS_IAM_REGION_NAME" => " eu-west-3 ",
            _ => null,
        });

        settings.ShouldBe(new RdsIamSettings { Enabled = isEnabled, RegionName = "eu-west-3" });
        (settings.CreatePasswordProvider(Credentials(s_key)) is not null).ShouldBe(isEnabled);
    }

    [Fact]
    public void A_setting_that_is_no_truth_value_is_refused() =>
        Should.Throw<AwsConfigurationException>(() => RdsIamSettings.From(_ => "perhaps")).Field.ShouldBe("PREFECT_INTEGRATIONS_AWS_RDS_IAM_ENABLED");

    // The form of Npgsql's password providers, whose connection strings are of a derived type.
    private static void SignsInWith(
        Func<DerivedBuilder, string> provider, Func<DerivedBuilder, CancellationToken, ValueTask<string>> asyncProvider)
    {
        provider.ShouldNotBeNull();
        asyncProvider.ShouldNotBeNull();
    }

    private static AwsCredentials Credentials(AwsKey key) => new()
    {
        AwsAccessKeyId = key.AccessKeyId,
        AwsSecretAccessKey = key.SecretAccessKey,
        AwsSessionToken = key.SessionToken,
    };

    private sealed class DerivedBuilder : DbConnectionStringBuilder;
}
