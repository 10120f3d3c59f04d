using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Demo.Tests;

/// <summary>What the store of a home holds about runs.</summary>
internal sealed record RecordedRuns(
    IReadOnlyList<FlowRun> FlowRuns, IReadOnlyList<TaskRun> TaskRuns, IReadOnlyList<RunLog> Logs, IReadOnlyList<Artifact> Artifacts)
{
    public static async Task<RecordedRuns> ReadAsync(TemporaryDirectory home)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(home.Combine("dotnet/runs.db"));
        return new RecordedRuns(
            await store.ListFlowRunsAsync(cancellationToken: token).ToListAsync(token),
            await store.ListTaskRunsAsync(cancellationToken: token).ToListAsync(token),
            await store.ReadLogsAsync(cancellationToken: token).ToListAsync(token),
            await store.Artifacts.ListAsync(cancellationToken: token).ToListAsync(token));
    }
}
