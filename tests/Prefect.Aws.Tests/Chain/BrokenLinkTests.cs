using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>What is said when a link of the chain gives no credentials, in processes of their own. The SDK pauses between its attempts: all at once.</summary>
public sealed class BrokenLinkTests
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";
    private const string Canary = "never-to-be-said";

    // In seconds. The SDK alone looks for half a minute, twice.
    private const double Patience = 55;

    [Fact]
    public async Task A_link_that_is_broken_is_what_the_error_names_and_soon()
    {
        Task<SecretReadingOutcome[]> containers = Task.WhenAll(
            ContainerAsync(AwsReply.Json("{}", 500)),
            ContainerAsync(AwsReply.Html(200)),
            ContainerAsync(AwsReply.Json(Canary)),
            ContainerAsync(AwsReply.Half($$"""{"AccessKeyId":"ASIA","SecretAccessKey":"{{Canary}}""")));
        Task<SecretReadingOutcome[]> identities = Task.WhenAll(
            WebIdentityAsync(AwsReply.Xml(
                "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredTokenException</Code><Message>Token expired.</Message></Error></ErrorResponse>", 400)),
            WebIdentityAsync(AwsReply.Html(200)),
            WebIdentityAsync(AwsReply.InternalError(), path: "/no/such/file"));
        Task<SecretReadingOutcome[]> nothing = Task.WhenAll(
            NothingAsync(metadata: null), NothingAsync(AwsReply.Never()), NothingAsync(AwsReply.Html(200)), NothingAsync(AwsReply.InternalError()));

        ShouldAllName(await containers, "the container's agent");
        ShouldAllName(await identities, "a web identity");
        (await containers).Concat(await identities).ShouldAllBe(outcome => !outcome.Message!.Contains("Object reference", StringComparison.Ordinal));
        (await identities)[0].Message.ShouldNotBeNull().ShouldContain("Token expired");
        ShouldAllName(await nothing, "the metadata of an instance");
        (await nothing).ShouldAllBe(outcome => outcome.Message!.Contains("aws_access_key_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_profile_that_is_broken_is_named()
    {
        SecretReadingOutcome[] outcomes = await Task.WhenAll(
            ProfileAsync("credential_process = /no/such/program"),
            ProfileAsync($"credential_process = echo {Canary}"),
            ProfileAsync("credential_process = false"),
            ProfileAsync($"role_arn = {Role}\nsource_profile = nobody"),
            ProfileAsync("sso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 1\nsso_role_name = reader"));

        ShouldAllName(outcomes, "profile 'work'");
        outcomes[^1].Message.ShouldNotBeNull().ShouldContain("aws sso login --profile work");
    }

    [Fact]
    public async Task Half_a_key_in_the_environment_is_no_reason_to_look_elsewhere()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment["AWS_ACCESS_KEY_ID"] = "AKIA";

        SecretReadingOutcome outcome = await machine.ReadAsync();

        outcome.Error.ShouldBe(nameof(AwsConfigurationException));
        outcome.Message.ShouldNotBeNull().ShouldContain("AWS_SECRET_ACCESS_KEY");
    }

    [Fact]
    public async Task A_profile_of_the_environment_that_is_not_there_is_named()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment["AWS_PROFILE"] = "nobody";

        SecretReadingOutcome outcome = await machine.ReadAsync();

        outcome.Error.ShouldBe(nameof(AwsConfigurationException));
        outcome.Message.ShouldNotBeNull().ShouldContain("'nobody', which AWS_PROFILE names");
    }

    private static void ShouldAllName(SecretReadingOutcome[] outcomes, string link)
    {
        outcomes.ShouldAllBe(outcome => outcome.Error == nameof(AwsException));
        outcomes.Select(outcome => outcome.Message!.Split(": ")[0]).ShouldAllBe(start => start.StartsWith("Could not get credentials from ", StringComparison.Ordinal));
        outcomes.ShouldAllBe(outcome => outcome.Message!.Contains(link, StringComparison.Ordinal));
        outcomes.ShouldAllBe(outcome => !outcome.Text!.Contains(Canary, StringComparison.Ordinal));
        outcomes.ShouldAllBe(outcome => outcome.Seconds < Patience);
    }

    private static async Task<SecretReadingOutcome> ContainerAsync(AwsReply answer)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = new Uri(machine.Peer.Address, "/agent").AbsoluteUri;
        machine.Peer.OnUnsigned("GET /agent", _ => answer);
        return await machine.ReadAsync();
    }

    private static async Task<SecretReadingOutcome> WebIdentityAsync(AwsReply answer, string? path = null)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = path ?? machine.Write("token", Canary);
        machine.Environment["AWS_ROLE_ARN"] = Role;
        machine.Peer.OnUnsigned("AssumeRoleWithWebIdentity", _ => answer);
        return await machine.ReadAsync();
    }

    private static async Task<SecretReadingOutcome> ProfileAsync(string lines)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Write(".aws/config", $"[profile work]\n{lines}\n");
        return await machine.ReadAsync("work");
    }

    private static async Task<SecretReadingOutcome> NothingAsync(AwsReply? metadata)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Environment.Remove("AWS_REGION");
        machine.Write(".aws/config", "[default]\noutput = json\n");
        if (metadata is null)
        {
            return await machine.ReadAsync();
        }

        AwsGifts.OnInstance(machine, machine.Peer.TemporaryKey);
        machine.Peer.OnUnsigned("PUT /latest/api/token", _ => metadata);
        machine.Peer.OnUnsigned("GET /latest/meta-data/iam/security-credentials", _ => metadata);
        machine.Peer.OnUnsigned("GET /latest/meta-data/iam/security-credentials/", _ => metadata);
        machine.Peer.OnUnsigned("GET /latest/dynamic/instance-identity/document", _ => metadata);
        return await machine.ReadAsync();
    }
}
