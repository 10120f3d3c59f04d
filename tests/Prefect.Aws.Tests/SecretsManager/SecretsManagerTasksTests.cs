using System.Text.Json;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class SecretsManagerTasksTests(MotoServer moto) : SecretsManagerTest(moto)
{
    [Fact]
    public async Task Text_stays_text_and_bytes_stay_bytes()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "first", Credentials(), cancellationToken: Token);

        AwsSecretVersion updated = await SecretsManagerTasks.UpdateSecretAsync(Name, "text value", Credentials(), "what it is for", Token);
        AwsSecretValue text = await SecretsManagerTasks.ReadSecretAsync(Name, Credentials(), cancellationToken: Token);
        updated.Name.ShouldBe(Name);
        updated.VersionId.ShouldNotBeNullOrEmpty();
        text.Text!.Value.Reveal().ShouldBe("text value");
        text.Bytes.ShouldBeNull();

        await SecretsManagerTasks.UpdateSecretAsync(Name, new byte[] { 1, 2, 0xFF }, Credentials(), cancellationToken: Token);
        AwsSecretValue bytes = await SecretsManagerTasks.ReadSecretAsync(Name, Credentials(), cancellationToken: Token);
        bytes.Bytes!.Value.Reveal().ShouldBe([1, 2, 0xFF]);
        bytes.Text.ShouldBeNull();
        (await SecretsManagerTasks.ReadSecretAsync(Name, Credentials(), versionStage: "AWSPREVIOUS", cancellationToken: Token))
            .Text!.Value.Reveal().ShouldBe("text value");
    }

    [Fact]
    public async Task Creating_gives_arn_and_version_and_takes_tags()
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal) { ["team"] = "data", ["stage"] = "test" };
        AwsSecretVersion created = await SecretsManagerTasks.CreateSecretAsync(Name, "value", Credentials(), "a test", tags, Token);
        created.Arn.ShouldContain(Name);
        (await Should.ThrowAsync<AwsException>(
            () => SecretsManagerTasks.CreateSecretAsync(Name, "value", Credentials(), cancellationToken: Token))).ErrorCode.ShouldBe("ResourceExistsException");

        System.Text.Json.Nodes.JsonNode described = await AwsClient.For(Credentials(), AwsService.SecretsManager)
            .SendAsync("DescribeSecret", null, new() { ["SecretId"] = Name }, "look", Token);
        described["Tags"]!.AsArray().Select(tag => (string?)tag!["Key"]).ShouldBe(["team", "stage"], ignoreOrder: true);
        ((string?)described["Description"]).ShouldBe("a test");
    }

    [Fact]
    public async Task Recovery_window_counts_only_when_deletion_is_not_forced()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "value", Credentials(), cancellationToken: Token);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => SecretsManagerTasks.DeleteSecretAsync(Name, Credentials(), recoveryWindowInDays: 5, cancellationToken: Token));
        AwsSecretDeletion deleted = await SecretsManagerTasks.DeleteSecretAsync(Name, Credentials(), 5, forceDeleteWithoutRecovery: true, Token);
        deleted.Name.ShouldBe(Name);
        deleted.DeletionDate.ShouldNotBeNull();
    }

    [Fact]
    public async Task Deletion_has_its_date()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "value", Credentials(), cancellationToken: Token);
        AwsSecretDeletion deleted = await SecretsManagerTasks.DeleteSecretAsync(Name, Credentials(), 10, cancellationToken: Token);
        (deleted.DeletionDate!.Value - TimeProvider.System.GetUtcNow()).TotalDays.ShouldBe(10, 1.1);
    }

    [Fact]
    public async Task What_the_service_says_is_no_reference()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "literal:file:/etc/passwd", Credentials(), cancellationToken: Token);
        (await SecretsManagerTasks.ReadSecretAsync(Name, Credentials(), cancellationToken: Token)).Text!.Value.Reveal().ShouldBe("file:/etc/passwd");
    }

    [Fact]
    public void Value_prints_as_a_mask()
    {
        AwsSecretValue value = "a very secret text";
        value.ToString().ShouldNotContain("very");
        JsonSerializer.Serialize(value).ShouldNotContain("very");
        AwsSecretValue bytes = Bytes("a very secret text");
        bytes.ToString().ShouldNotContain("very");
        JsonSerializer.Serialize(bytes).ShouldNotContain("very");
    }

    [Fact]
    public async Task Tasks_run_by_themselves_and_in_flows()
    {
        await SecretsManagerTasks.CreateSecretTask.RunAsync(Name, "value", Credentials(), null, null, Token);
        Flow<string> flow = Flow.Define("secrets", async () =>
        {
            AwsSecretValue value = await SecretsManagerTasks.ReadSecretTask.Submit(Name, Credentials(), (string?)null, (string?)null);
            return value.Text!.Value.Reveal().ToUpperInvariant();
        });
        (await flow.RunAsync(Token)).ShouldBe("VALUE");
        (await SecretsManagerTasks.ReadSecretTask.RunStateAsync("none", Credentials(), null, null, Token)).IsFailed.ShouldBeTrue();
    }

    [Fact]
    public async Task Missing_arguments_are_refused_before_any_request()
    {
        await Should.ThrowAsync<ArgumentException>(() => SecretsManagerTasks.ReadSecretAsync("", Credentials(), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => SecretsManagerTasks.ReadSecretAsync("x", null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => SecretsManagerTasks.UpdateSecretAsync("x", null!, Credentials(), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => SecretsManagerTasks.UpdateSecretAsync("x", "", Credentials(), cancellationToken: Token));
    }
}
