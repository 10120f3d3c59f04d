using Prefect.Client;

namespace Prefect.Flows.Tests.Runners;

/// <summary>A store of runs and settings that name it, so that workers share it.</summary>
public abstract class PoolTest : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pool");

    protected PoolTest()
    {
        Settings = PrefectSettings.Current.With(new Dictionary<string, string?> { ["PREFECT_HOME"] = _home.FullName });
        Store = EmbeddedRunStore.Open(Settings.EmbeddedStore.RunsPath);
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Folder => _home.FullName;

    protected PrefectSettings Settings { get; }

    private protected EmbeddedRunStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a flow there.</summary>
    protected async Task<T> RunAsync<T>(Flow<T> flow, CancellationToken? token = null)
    {
        using (PrefectSettings.Use(Settings))
        using (RunStore.Use(Store))
        {
            return await flow.RunAsync(token ?? Token);
        }
    }

    /// <summary>Runs a flow of one argument there.</summary>
    protected async Task<TResult> RunAsync<T, TResult>(Flow<T, TResult> flow, T argument)
    {
        using (PrefectSettings.Use(Settings))
        using (RunStore.Use(Store))
        {
            return await flow.RunAsync(argument, Token);
        }
    }

    protected async Task<FlowRun> FlowRunAsync()
    {
        await Store.FlushAsync(Token);
        return (await Store.ListFlowRunsAsync(cancellationToken: Token).ToListAsync(Token)).ShouldHaveSingleItem();
    }

    protected async Task<List<TaskRun>> TaskRunsAsync()
    {
        await Store.FlushAsync(Token);
        return await Store.ListTaskRunsAsync(cancellationToken: Token).ToListAsync(Token);
    }

    protected async Task<List<RunLog>> LogsAsync()
    {
        await Store.FlushAsync(Token);
        return await Store.ReadLogsAsync(cancellationToken: Token).ToListAsync(Token);
    }
}
