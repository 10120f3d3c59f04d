namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsTextTests
{
    [Theory]
    [InlineData("a b", new[] { "a", "b" })]
    [InlineData("  a\t\n b ", new[] { "a", "b" })]
    [InlineData("'a b' \"c d\"", new[] { "a b", "c d" })]
    [InlineData("""a\ b "x\"y\z" 'p\q'""", new[] { "a b", "x\"y\\z", "p\\q" })]
    [InlineData("pre'fix'\"ed\"", new[] { "prefixed" })]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData(@"C:\\app\\run.exe", new[] { @"C:\app\run.exe" })]
    [InlineData("", new string[0])]
    public void Command_lines_are_split_as_a_shell_does(string line, string[] words) => EcsCommandLine.Split(line).ShouldBe(words);

    [Theory]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("a\\")]
    [InlineData("\"a\\\"")]
    public void Command_lines_that_do_not_end_are_refused(string line) =>
        Should.Throw<AwsConfigurationException>(() => EcsCommandLine.Split(line)).Field.ShouldBe("command");

    [Theory]
    [InlineData("jobs::arn:aws:ecs:eu-central-1:1:task/jobs/abc", "jobs", "abc")]
    [InlineData("arn:aws:ecs:eu-central-1:1:cluster/jobs::arn:aws:ecs:eu-central-1:1:task/jobs/abc", "arn:aws:ecs:eu-central-1:1:cluster/jobs", "abc")]
    [InlineData("jobs::abc", "jobs", "abc")]
    public void Identifiers_are_read_and_written(string text, string cluster, string id)
    {
        EcsIdentifier identifier = EcsIdentifier.Parse(text);

        (identifier.Cluster, identifier.TaskId, identifier.ToString()).ShouldBe((cluster, id, text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("::")]
    [InlineData("jobs::")]
    [InlineData("::abc")]
    [InlineData(" :: ")]
    [InlineData("jobs:abc")]
    [InlineData(@"C:\jobs")]
    public void What_is_no_identifier_is_refused(string text)
    {
        EcsIdentifier.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => EcsIdentifier.Parse(text));
        Should.Throw<FormatException>(() => new EcsTask().Attach(text));
        Should.Throw<ArgumentNullException>(() => EcsIdentifier.Parse(null!));
    }

    [Theory]
    [InlineData("Prefect.io/a_b=c+d:e@f-g", "Prefect.io/a_b=c+d:e@f-g")]
    [InlineData("--a  b--", "a-b")]
    [InlineData("Tom &amp; Jerry", "Tom-Jerry")]
    [InlineData("日本", "")]
    [InlineData("\ud800x", "x")]
    public void Tags_are_slugs_that_keep_their_case(string text, string slug) => EcsNames.TagValue(text).ShouldBe(slug);

    [Fact]
    public void Settings_come_from_the_environment()
    {
        Dictionary<string, string> environment = new()
        {
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_CREATE_TASK_RUN_MAX_ATTEMPTS"] = "5",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_CREATE_TASK_RUN_MIN_DELAY_SECONDS"] = "2",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_CREATE_TASK_RUN_MIN_DELAY_JITTER_SECONDS"] = "0.5",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_CREATE_TASK_RUN_MAX_DELAY_JITTER_SECONDS"] = "4",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_REGISTER_TASK_DEFINITION_MAX_ATTEMPTS"] = "6",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_REGISTER_TASK_DEFINITION_INITIAL_DELAY_SECONDS"] = "1.5",
            ["PREFECT_INTEGRATIONS_AWS_ECS_WORKER_REGISTER_TASK_DEFINITION_MAX_DELAY_SECONDS"] = " ",
        };

        EcsOptions.From(environment.GetValueOrDefault).ShouldBe(new EcsOptions
        {
            CreateTaskRunMaxAttempts = 5,
            CreateTaskRunMinDelay = TimeSpan.FromSeconds(2),
            CreateTaskRunMinDelayJitter = TimeSpan.FromSeconds(0.5),
            CreateTaskRunMaxDelayJitter = TimeSpan.FromSeconds(4),
            RegisterTaskDefinitionMaxAttempts = 6,
            RegisterTaskDefinitionInitialDelay = TimeSpan.FromSeconds(1.5),
            RegisterTaskDefinitionMaxDelay = TimeSpan.FromSeconds(10),
        });
        EcsOptions.From(_ => null).ShouldBe(EcsOptions.Default);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("three")]
    [InlineData("NaN")]
    [InlineData("1e99")]
    public void Settings_that_are_no_numbers_in_range_are_refused(string text) =>
        Should.Throw<AwsConfigurationException>(() => EcsOptions.From(name => name.EndsWith("RUN_MAX_ATTEMPTS", StringComparison.Ordinal) ? text : null))
            .Field.ShouldBe("PREFECT_INTEGRATIONS_AWS_ECS_WORKER_CREATE_TASK_RUN_MAX_ATTEMPTS");

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new EcsOptions { CreateTaskRunMaxAttempts = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new EcsOptions { PollInterval = TimeSpan.FromSeconds(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new EcsOptions { Patience = TimeSpan.MaxValue });
    }

    [Fact]
    public void Printing_a_task_tells_nothing_of_its_environment()
    {
        EcsTask task = EcsSamples.Task with
        {
            Env = new Dictionary<string, string?> { ["PASSWORD"] = "hunter2" },
            TaskDefinition = EcsSamples.Parse("""{"x":"hunter2"}"""),
        };

        task.ToString().ShouldBe("EcsTask { Name = report, Image = ghcr.io/acme/report:7, Cluster = , TaskDefinitionArn =  }");
    }
}
