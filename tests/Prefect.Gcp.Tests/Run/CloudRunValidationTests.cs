namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunValidationTests
{
    public static TheoryData<string, CloudRunJobV2> Wrong() => new()
    {
        { "region", new() { Region = "" } },
        { "region", new() { Region = "evil.example/us-central1" } },
        { "region", new() { Region = "US-CENTRAL1" } },
        { "region", new() { Region = null! } },
        { "credentials", new() { Credentials = null! } },
        { "env", new() { Env = null! } },
        { "env", new() { Env = new Dictionary<string, string?> { [" "] = "x" } } },
        { "env", new() { Env = new Dictionary<string, string?> { ["A=B"] = "x" } } },
        { "env_from_secrets", new() { EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["A"] = new("") } } },
        { "env_from_secrets", new() { EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["A"] = null! } } },
        { "prefect_api_key_secret", new() { PrefectApiKeySecret = new("a", " ") } },
        { "prefect_api_auth_string_secret", new() { PrefectApiAuthStringSecret = new("", "1") } },
        { "cloudsql_instances", new() { CloudsqlInstances = ["db"] } },
        { "launch_stage", new() { LaunchStage = (CloudRunLaunchStage)99 } },
        { "max_retries", new() { MaxRetries = -1 } },
        { "cpu", new() { Cpu = " " } },
        { "memory", new() { Memory = "512" } },
        { "memory", new() { Memory = "1.5Gi" } },
        { "timeout", new() { Timeout = TimeSpan.Zero } },
        { "timeout", new() { Timeout = TimeSpan.FromDays(8) } },
        { "timeout", new() { Timeout = TimeSpan.FromSeconds(1.5) } },
        { "command", new() { Command = ["a", null!] } },
        { "args", new() { Args = [null!] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_work_is_refused_before_anything_is_sent(string field, CloudRunJobV2 job)
    {
        ArgumentNullException.ThrowIfNull(job);
        (await Should.ThrowAsync<GcpConfigurationException>(() => job.RunAsync(TestContext.Current.CancellationToken))).Field.ShouldBe(field);
        Should.Throw<GcpConfigurationException>(() => job.BuildJobBody()).Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("500m")]
    [InlineData("2")]
    public void The_first_version_has_whole_processors(string cpu) =>
        Should.Throw<GcpConfigurationException>(() => new CloudRunJob { Cpu = cpu }.BuildJobBody()).Field.ShouldBe("cpu");

    [Theory]
    [InlineData("env_from_secrets")]
    [InlineData("prefect_api_key_secret")]
    [InlineData("prefect_api_auth_string_secret")]
    public void The_first_version_has_no_secrets_of_other_projects(string field)
    {
        SecretKeySelector secret = new("projects/other/secrets/key");
        CloudRunJob job = field switch
        {
            "env_from_secrets" => new() { EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["A"] = secret } },
            "prefect_api_key_secret" => new() { PrefectApiKeySecret = secret },
            _ => new() { PrefectApiAuthStringSecret = secret },
        };

        Should.Throw<GcpConfigurationException>(() => job.BuildJobBody()).Field.ShouldBe(field);
    }

    [Fact]
    public void The_first_version_runs_for_an_hour_at_most()
    {
        Should.Throw<GcpConfigurationException>(() => new CloudRunJob { Timeout = TimeSpan.FromHours(2) }.BuildJobBody()).Field.ShouldBe("timeout");
        new CloudRunJob { Timeout = TimeSpan.FromHours(1) }.BuildJobBody().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_submission_without_a_key_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => new CloudRunJobV2().RunOnceAsync(" ", TestContext.Current.CancellationToken));
        await Should.ThrowAsync<ArgumentException>(() => new CloudRunJob().RunOnceAsync(null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_run_is_taken_up_by_the_name_of_a_job_alone()
    {
        new CloudRunJobV2().Attach("report-1234567").Id.ShouldBe("report-1234567");
        Should.Throw<FormatException>(() => new CloudRunJobV2().Attach("projects/p/locations/l/jobs/report"));
        Should.Throw<FormatException>(() => new CloudRunJob().Attach(".."));
        Should.Throw<ArgumentNullException>(() => new CloudRunJob().Attach(null!));
    }
}
