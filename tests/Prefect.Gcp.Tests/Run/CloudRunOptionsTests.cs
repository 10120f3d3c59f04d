namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunOptionsTests
{
    private const string Prefix = "PREFECT_INTEGRATIONS_GCP_CLOUD_RUN_V2_WORKER_";

    [Fact]
    public void The_environment_says_how_often_and_how_patiently()
    {
        Dictionary<string, string> environment = new()
        {
            [Prefix + "CREATE_JOB_MAX_ATTEMPTS"] = "5",
            [Prefix + "CREATE_JOB_INITIAL_DELAY_SECONDS"] = "0.5",
            [Prefix + "CREATE_JOB_MAX_DELAY_SECONDS"] = "20",
            [Prefix + "SUBMIT_JOB_MAX_ATTEMPTS"] = "1",
            [Prefix + "SUBMIT_JOB_INITIAL_DELAY_SECONDS"] = "2",
            [Prefix + "SUBMIT_JOB_MAX_DELAY_SECONDS"] = "3",
            [Prefix + "API_READ_RETRY_MAX_ATTEMPTS"] = "7",
            [Prefix + "API_READ_RETRY_INITIAL_DELAY_SECONDS"] = "4",
            [Prefix + "API_READ_RETRY_MAX_DELAY_SECONDS"] = "8",
        };

        CloudRunOptions options = CloudRunOptions.From(environment.GetValueOrDefault);

        (options.CreateJobMaxAttempts, options.SubmitJobMaxAttempts, options.ApiReadRetryMaxAttempts).ShouldBe((5, 1, 7));
        (options.CreateJobInitialDelay.TotalSeconds, options.SubmitJobInitialDelay.TotalSeconds, options.ApiReadRetryInitialDelay.TotalSeconds).ShouldBe((0.5, 2, 4));
        (options.CreateJobMaxDelay.TotalSeconds, options.SubmitJobMaxDelay.TotalSeconds, options.ApiReadRetryMaxDelay.TotalSeconds).ShouldBe((20, 3, 8));
    }

    [Fact]
    public void What_it_does_not_say_has_the_defaults()
    {
        CloudRunOptions options = CloudRunOptions.From(_ => " ");

        (options.CreateJobMaxAttempts, options.CreateJobInitialDelay.TotalSeconds, options.CreateJobMaxDelay.TotalSeconds).ShouldBe((3, 1, 10));
        options.PollInterval.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("CREATE_JOB_MAX_ATTEMPTS", "0")]
    [InlineData("CREATE_JOB_MAX_ATTEMPTS", "1.5")]
    [InlineData("SUBMIT_JOB_MAX_ATTEMPTS", "many")]
    [InlineData("SUBMIT_JOB_INITIAL_DELAY_SECONDS", "0")]
    [InlineData("API_READ_RETRY_MAX_DELAY_SECONDS", "-1")]
    [InlineData("API_READ_RETRY_MAX_DELAY_SECONDS", "1e300")]
    [InlineData("API_READ_RETRY_MAX_DELAY_SECONDS", "NaN")]
    public void Numbers_out_of_their_range_are_refused_by_name(string name, string value) =>
        Should.Throw<GcpConfigurationException>(() => CloudRunOptions.From(asked => asked == Prefix + name ? value : null)).Field.ShouldBe(Prefix + name);

    [Fact]
    public void Options_have_ranges()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CloudRunOptions { CreateJobMaxAttempts = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new CloudRunOptions { PollInterval = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => new CloudRunOptions { Patience = TimeSpan.FromDays(2) });
        Should.Throw<ArgumentOutOfRangeException>(() => new VertexAIOptions { MaxAttempts = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new VertexAIOptions { Delay = TimeSpan.FromSeconds(-1) });
    }
}
