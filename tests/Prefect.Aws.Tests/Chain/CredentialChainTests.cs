using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Each link of the chain, in a process of its own: what the link gave has signed the request.</summary>
public sealed class CredentialChainTests
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";

    [Fact]
    public async Task Keys_of_the_environment_sign()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        SetKey(machine, machine.Peer.Key);

        SecretReadingOutcome outcome = await machine.ReadAsync();

        machine.ShouldHaveRead(outcome, machine.Peer.Key);
    }

    [Fact]
    public async Task A_session_of_the_environment_signs()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        SetKey(machine, machine.Peer.TemporaryKey);

        SecretReadingOutcome outcome = await machine.ReadAsync();

        machine.ShouldHaveRead(outcome, machine.Peer.TemporaryKey);
    }

    [Theory]
    [InlineData(".aws/credentials", "[default]", false)]
    [InlineData(".aws/config", "[default]", false)]
    [InlineData(".aws/credentials", "[work]", true)]
    [InlineData(".aws/config", "[profile work]", true)]
    public async Task A_profile_in_either_file_signs_for_its_region(string file, string section, bool isNamed)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment.Remove("AWS_REGION");
        AwsKey key = machine.Peer.TemporaryKey;
        machine.Write(file, $"{section}\n{AwsGifts.Lines(key)}\nregion = ap-southeast-2\n");

        SecretReadingOutcome outcome = await machine.ReadAsync(isNamed ? "work" : "");

        machine.ShouldHaveRead(outcome, key, "ap-southeast-2");
    }

    [Fact]
    public async Task Profiles_are_found_where_the_environment_says_and_by_the_name_that_it_says()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment["AWS_SHARED_CREDENTIALS_FILE"] = machine.Write("elsewhere/keys", $"[work]\n{AwsGifts.Lines(machine.Peer.Key)}\n");
        machine.Environment["AWS_CONFIG_FILE"] = machine.Write("elsewhere/settings", "[profile work]\nregion = ap-southeast-2\n");
        machine.Environment["AWS_PROFILE"] = "work";
        machine.Environment.Remove("AWS_REGION");

        SecretReadingOutcome nothingSet = await machine.ReadAsync();
        machine.ShouldHaveRead(nothingSet, machine.Peer.Key, "ap-southeast-2");
        machine.Environment.Remove("AWS_PROFILE");
        SecretReadingOutcome named = await machine.ReadAsync("work");

        machine.ShouldHaveRead(named, machine.Peer.Key, "ap-southeast-2");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_a_profile_names_gives_keys(bool isNamed)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Peer.TemporaryKey;
        string given = machine.Write("given.json", new JsonObject
        {
            ["Version"] = 1,
            ["AccessKeyId"] = key.AccessKeyId,
            ["SecretAccessKey"] = key.SecretAccessKey,
            ["SessionToken"] = key.SessionToken,
            ["Expiration"] = AwsGifts.Expiration(TimeSpan.FromHours(1)),
        }.ToJsonString());
        machine.Write(".aws/config", $"[{(isNamed ? "profile work" : "default")}]\ncredential_process = cat {given}\n");

        SecretReadingOutcome outcome = await machine.ReadAsync(isNamed ? "work" : "");

        machine.ShouldHaveRead(outcome, key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_role_of_a_profile_is_assumed_with_the_keys_of_its_source(bool isNamed)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("role");
        machine.Peer.On("sts.AssumeRole", _ => AwsGifts.Assumed("AssumeRole", key, TimeSpan.FromHours(1)));
        machine.Write(".aws/credentials", $"[base]\n{AwsGifts.Lines(machine.Peer.Key)}\n");
        machine.Write(".aws/config", $"[{(isNamed ? "profile work" : "default")}]\nrole_arn = {Role}\nsource_profile = base\nexternal_id = partner\n");

        SecretReadingOutcome outcome = await machine.ReadAsync(isNamed ? "work" : "");

        machine.ShouldHaveRead(outcome, key);
        AwsExchange assumed = machine.Peer.RequestsFor("sts.AssumeRole").ShouldHaveSingleItem();
        assumed.Signature.AccessKeyId.ShouldBe(machine.Peer.Key.AccessKeyId);
        assumed.Form["RoleArn"].ShouldBe(Role);
        assumed.Form["ExternalId"].ShouldBe("partner");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Single_sign_on_gives_keys_for_the_token_that_a_login_left(bool isNamed)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("sso");
        machine.Peer.OnUnsigned("GET /federation/credentials", _ => AwsReply.Json(new JsonObject
        {
            ["roleCredentials"] = new JsonObject
            {
                ["accessKeyId"] = key.AccessKeyId,
                ["secretAccessKey"] = key.SecretAccessKey,
                ["sessionToken"] = key.SessionToken,
                ["expiration"] = (DateTimeOffset.UtcNow + TimeSpan.FromHours(1)).ToUnixTimeMilliseconds(),
            },
        }));
        AwsGifts.SignInByBrowser(machine, isNamed ? "profile work" : "default");

        SecretReadingOutcome outcome = await machine.ReadAsync(isNamed ? "work" : "");

        machine.ShouldHaveRead(outcome, key);
        AwsExchange asked = machine.Peer.Requests.Single(request => request.Path == "/federation/credentials");
        asked.Headers["x-amz-sso_bearer_token"].ShouldBe("token-of-the-login");
        asked.Query["role_name"].ShouldBe("reader");
        asked.Query["account_id"].ShouldBe("123456789012");
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_for_keys()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("web");
        machine.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = machine.Write("token", "token-of-the-cluster");
        machine.Environment["AWS_ROLE_ARN"] = Role;
        machine.Environment["AWS_ROLE_SESSION_NAME"] = "pod";
        machine.Peer.OnUnsigned("AssumeRoleWithWebIdentity", _ => AwsGifts.Assumed("AssumeRoleWithWebIdentity", key, TimeSpan.FromHours(1)));

        SecretReadingOutcome outcome = await machine.ReadAsync();

        machine.ShouldHaveRead(outcome, key);
        AwsExchange asked = machine.Peer.Requests.Single(request => request.Operation == "AssumeRoleWithWebIdentity");
        asked.Form["WebIdentityToken"].ShouldBe("token-of-the-cluster");
        asked.Form["RoleArn"].ShouldBe(Role);
        asked.Form["RoleSessionName"].ShouldBe("pod");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_container_gets_keys_from_its_agent(bool isTokenInFile)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("container");
        machine.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = new Uri(machine.Peer.Address, "/agent").AbsoluteUri;
        machine.Environment[isTokenInFile ? "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" : "AWS_CONTAINER_AUTHORIZATION_TOKEN"] =
            isTokenInFile ? machine.Write("token", "token-of-the-agent") : "token-of-the-agent";
        machine.Peer.OnUnsigned("GET /agent", request => request.Headers.GetValueOrDefault("authorization") == "token-of-the-agent"
            ? AwsReply.Json(AwsGifts.Keys(key))
            : AwsReply.Json("{}", 401));

        SecretReadingOutcome outcome = await machine.ReadAsync();

        machine.ShouldHaveRead(outcome, key);
    }

    [Fact]
    public async Task An_instance_gets_keys_and_region_from_its_metadata()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("instance");
        machine.Environment.Remove("AWS_REGION");
        AwsGifts.OnInstance(machine, key);

        SecretReadingOutcome outcome = await machine.ReadAsync();

        machine.ShouldHaveRead(outcome, key, "ap-southeast-2");
    }

    private static void SetKey(AwsMachine machine, AwsKey key)
    {
        machine.Environment["AWS_ACCESS_KEY_ID"] = key.AccessKeyId;
        machine.Environment["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey;
        if (key.SessionToken is { } token)
        {
            machine.Environment["AWS_SESSION_TOKEN"] = token;
        }
    }
}
