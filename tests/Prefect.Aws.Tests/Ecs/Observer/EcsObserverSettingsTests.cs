namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverSettingsTests
{
    private const string Prefix = "PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_";

    [Fact]
    public void Defaults_are_those_of_python()
    {
        EcsObserverSettings settings = From();

        (settings.Enabled, settings.QueueName, settings.QueueRegion).ShouldBe((true, "prefect-ecs-tasks-events", null));
        (settings.ForwardCrashedRunLogs, settings.ForwardCrashedRunLogsMaxEvents).ShouldBe((true, 500));
        settings.ShouldBe(new EcsObserverSettings());
    }

    [Fact]
    public void Environment_says_all_of_them() =>
        From(
            ("ENABLED", "no"), ("SQS_QUEUE_NAME", " pool-ecs_events.fifo "), ("SQS_QUEUE_REGION", "eu-west-1"),
            ("FORWARD_CRASHED_RUN_LOGS", "False"), ("FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", "10000"))
            .ShouldBe(new EcsObserverSettings
            {
                Enabled = false,
                QueueName = "pool-ecs_events.fifo",
                QueueRegion = "eu-west-1",
                ForwardCrashedRunLogs = false,
                ForwardCrashedRunLogsMaxEvents = 10_000,
            });

    [Theory]
    [InlineData("ENABLED", "maybe")]
    [InlineData("SQS_QUEUE_NAME", "https://sqs.eu-central-1.amazonaws.com/123456789012/queue")]
    [InlineData("SQS_QUEUE_NAME", "arn:aws:sqs:eu-central-1:123456789012:queue")]
    [InlineData("FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", "0")]
    [InlineData("FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", "10001")]
    [InlineData("FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", "1.5")]
    [InlineData("FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", "99999999999999")]
    public void Values_that_cannot_be_are_named(string name, string value) =>
        Should.Throw<AwsConfigurationException>(() => From((name, value))).Field.ShouldBe(Prefix + name);

    [Theory]
    [InlineData("")]
    [InlineData("a queue")]
    [InlineData(".fifo")]
    [InlineData("..")]
    [InlineData("ünï")]
    public void Names_that_no_queue_has_are_refused(string name) =>
        Should.Throw<ArgumentException>(() => new EcsObserverSettings { QueueName = name }).ParamName.ShouldBe("QueueName");

    [Fact]
    public void Limits_are_kept()
    {
        Should.Throw<ArgumentNullException>(() => new EcsObserverSettings { QueueName = null! });
        Should.Throw<ArgumentException>(() => new EcsObserverSettings { QueueName = new string('q', 81) });
        Should.Throw<ArgumentOutOfRangeException>(() => new EcsObserverSettings { ForwardCrashedRunLogsMaxEvents = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new EcsObserverSettings { ForwardCrashedRunLogsMaxEvents = 10_001 });
    }

    private static EcsObserverSettings From(params (string Name, string Value)[] variables) =>
        EcsObserverSettings.From(asked => variables.FirstOrDefault(variable => Prefix + variable.Name == asked).Value);
}
