using System.Net;
using System.Text;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

public sealed class SecretManagerTasksTests : SecretManagerTest
{
    [Fact]
    public async Task A_secret_is_created_written_read_and_deleted()
    {
        using IDisposable scope = Open();
        string first = Unique("first");
        string second = Unique("sécond");

        (await SecretManagerTasks.CreateSecretAsync(Name, Credentials, cancellationToken: Token)).ShouldBe(Resource);
        (await SecretManagerTasks.UpdateSecretAsync(Name, first, Credentials, cancellationToken: Token)).ShouldBe(Resource + "/versions/1");
        (await SecretManagerTasks.UpdateSecretAsync(Name, Encoding.UTF8.GetBytes(second), Credentials, cancellationToken: Token)).ShouldBe(Resource + "/versions/2");

        (await SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token)).Reveal().ShouldBe(second);
        (await SecretManagerTasks.ReadSecretAsync(Name, Credentials, "1", cancellationToken: Token)).Reveal().ShouldBe(first);
        (await SecretManagerTasks.DeleteSecretVersionAsync(Name, "1", Credentials, cancellationToken: Token)).ShouldBe(Resource + "/versions/1");
        (await Should.ThrowAsync<GcpException>(SecretManagerTasks.ReadSecretAsync(Name, Credentials, "1", cancellationToken: Token)))
            .ErrorCode.ShouldBe("FAILED_PRECONDITION");
        (await SecretManagerTasks.DeleteSecretAsync(Name, Credentials, cancellationToken: Token)).ShouldBe(Resource + "/");
        (await Should.ThrowAsync<GcpException>(SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token)))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public void Blocking_twins_do_the_same()
    {
        using IDisposable scope = Open();
        string value = Unique("blocking");

        SecretManagerTasks.CreateSecret(Name, Credentials, cancellationToken: Token);
        SecretManagerTasks.UpdateSecret(Name, value, Credentials, cancellationToken: Token);

        SecretManagerTasks.ReadSecret(Name, Credentials, cancellationToken: Token).Reveal().ShouldBe(value);
    }

    [Fact]
    public async Task A_project_may_be_told()
    {
        using IDisposable scope = Open();

        (await SecretManagerTasks.CreateSecretAsync(Name, Credentials, project: "other-project", cancellationToken: Token))
            .ShouldBe($"projects/other-project/secrets/{Name}");
        (await SecretManagerTasks.DeleteSecretAsync($"projects/other-project/secrets/{Name}", Credentials, cancellationToken: Token))
            .ShouldBe($"projects/other-project/secrets/{Name}/");
    }

    [Fact]
    public async Task The_latest_version_is_not_destroyed() =>
        (await Should.ThrowAsync<ArgumentException>(async () => await SecretManagerTasks.DeleteSecretVersionAsync(Name, "latest", Credentials, cancellationToken: Token)))
            .ParamName.ShouldBe("versionId");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("naïve")]
    [InlineData("name:destroy")]
    [InlineData("projects/p/secrets/")]
    public async Task A_name_that_no_secret_can_have_is_refused(string name)
    {
        await Should.ThrowAsync<ArgumentException>(async () => await SecretManagerTasks.ReadSecretAsync(name, Credentials, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1/../2")]
    [InlineData("1:destroy")]
    public async Task A_version_that_no_secret_can_have_is_refused(string version)
    {
        using IDisposable scope = Open();
        await Should.ThrowAsync<ArgumentException>(async () => await SecretManagerTasks.ReadSecretAsync(Name, Credentials, version, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_is_empty_or_too_long_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(SecretManagerTasks.UpdateSecretAsync(Name, "", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(SecretManagerTasks.UpdateSecretAsync(Name, new byte[65_537], Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(SecretManagerTasks.UpdateSecretAsync(Name, "half \ud83d", Credentials, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(SecretManagerTasks.UpdateSecretAsync(Name, "long enough", Credentials, 0, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_told_and_not_shown()
    {
        using IDisposable scope = Open();
        await SecretManagerTasks.CreateSecretAsync(Name, Credentials, cancellationToken: Token);
        await SecretManagerTasks.UpdateSecretAsync(Name, new byte[] { 0xC3, 0x28, 0x77, 0x78 }, Credentials, cancellationToken: Token);

        GcpException refused = await Should.ThrowAsync<GcpException>(SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token));

        refused.Message.ShouldContain("it holds other bytes");
    }

    [Fact]
    public async Task A_value_that_looks_like_a_reference_is_given_as_it_is()
    {
        using IDisposable scope = Open();
        await SecretManagerTasks.CreateSecretAsync(Name, Credentials, cancellationToken: Token);
        await SecretManagerTasks.UpdateSecretAsync(Name, Encoding.UTF8.GetBytes("env:QVX_NOT_A_VARIABLE"), Credentials, cancellationToken: Token);

        (await SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token)).Reveal().ShouldBe("env:QVX_NOT_A_VARIABLE");
    }

    [Fact]
    public async Task A_value_that_changed_on_its_way_is_not_given()
    {
        using IDisposable scope = Open();
        await SecretManagerTasks.CreateSecretAsync(Name, Credentials, cancellationToken: Token);
        await SecretManagerTasks.UpdateSecretAsync(Name, Unique("value"), Credentials, cancellationToken: Token);
        Checksum = "1";

        GcpException refused = await Should.ThrowAsync<GcpException>(SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token));

        refused.Message.ShouldContain("its checksum is another");
        refused.IsTransient.ShouldBeTrue();
        Peer.RequestsFor("secretmanager.projects.secrets.versions.access").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Writing_is_not_repeated_and_reading_is()
    {
        using IDisposable scope = Open();
        Peer.On("secretmanager.projects.secrets.addVersion", GoogleReply.InternalError(503));
        Peer.On("secretmanager.projects.secrets.versions.access", GoogleReply.InternalError(503), GoogleReply.Html(), GoogleReply.Error(403, "PERMISSION_DENIED", "Permission denied."));

        (await Should.ThrowAsync<GcpException>(SecretManagerTasks.UpdateSecretAsync(Name, Unique("value"), Credentials, cancellationToken: Token))).IsTransient.ShouldBeTrue();
        (await Should.ThrowAsync<GcpException>(SecretManagerTasks.ReadSecretAsync(Name, Credentials, cancellationToken: Token))).ErrorCode.ShouldBe("PERMISSION_DENIED");

        Peer.RequestsFor("secretmanager.projects.secrets.addVersion").Count.ShouldBe(1);
        Peer.RequestsFor("secretmanager.projects.secrets.versions.access").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Tasks_run_by_their_names()
    {
        using IDisposable scope = Open();
        string value = Unique("task");

        await SecretManagerTasks.CreateSecretTask.RunAsync(Name, Credentials, 60, null, Token);
        await SecretManagerTasks.UpdateSecretTask.RunAsync(Name, value, Credentials, 60, null, Token);

        (await SecretManagerTasks.ReadSecretTask.RunAsync(Name, Credentials, "latest", 60, null, Token)).Reveal().ShouldBe(value);
    }
}
