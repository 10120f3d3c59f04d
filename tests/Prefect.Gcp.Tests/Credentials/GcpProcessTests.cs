using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

public sealed class GcpProcessTests : GcpTest
{
    private const string Read = "secretmanager.projects.secrets.versions.access";

    private static GoogleReply Value { get; } = GoogleReply.Json("""{"name":"projects/1/secrets/database/versions/1","payload":{"data":"aHVudGVyMg=="}}""");

    [Fact]
    public async Task A_process_signs_in_by_the_key_that_the_variable_names()
    {
        using GcpMachineProcess machine = new(Peer);
        machine.Environment["GOOGLE_APPLICATION_CREDENTIALS"] = machine.Write("key.json", Peer.KeyFile());
        Peer.On(Read, Value);

        ReferenceOutcome outcome = await machine.FollowAsync();

        outcome.ShouldBe(new ReferenceOutcome("hunter2", null));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_process_signs_in_by_the_file_of_the_command_line_in_its_home()
    {
        using GcpMachineProcess machine = new(Peer);
        machine.Write(".config/gcloud/application_default_credentials.json", Peer.KeyFile());
        Peer.On(Read, Value);

        (await machine.FollowAsync()).Value.ShouldBe("hunter2");
    }

    [Fact]
    public async Task A_process_signs_in_as_the_machine()
    {
        using GcpMachineProcess machine = new(Peer);
        machine.Environment["NO_GCE_CHECK"] = "false";
        machine.Environment["GCE_METADATA_HOST"] = Peer.Address.Authority;
        Peer.On(Read, Value);

        (await machine.FollowAsync()).Value.ShouldBe("hunter2");
        Peer.SignIns.Single().Path.ShouldStartWith("computeMetadata/");
    }

    [Fact]
    public async Task A_process_on_a_machine_that_says_nothing_is_told_what_to_set()
    {
        using GcpMachineProcess machine = new(Peer);

        ReferenceOutcome outcome = await machine.FollowAsync();

        outcome.Value.ShouldBeNull();
        outcome.Message.ShouldNotBeNull().ShouldContain("GOOGLE_APPLICATION_CREDENTIALS");
        Peer.Requests.ShouldBeEmpty();
    }
}
