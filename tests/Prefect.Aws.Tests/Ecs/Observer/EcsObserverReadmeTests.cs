namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverReadmeTests : EcsObserverTest
{
    [Fact]
    public async Task Runs_are_observed_until_it_is_cancelled()
    {
        AwsCredentials credentials = Peer.Credentials();

        EcsObserver observer = new(credentials, new EcsObserverSettings { QueueName = "ecs-pool-ecs-events", QueueRegion = "eu-central-1" }, Api);
        using CancellationTokenSource stopping = new();
        Task observing = observer.RunAsync(stopping.Token);
        await Queue.Drained.WaitAsync(Token);
        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => observing);
    }
}
