using Prefect.Testing;

namespace Prefect.Client.Tests;

/// <summary>A scripted server, and settings that lead to it.</summary>
public abstract class ApiTest : IAsyncLifetime
{

    /// <summary>Is there as long as the test runs.</summary>
    internal TemporaryFolder Folder { get; } = new();

    internal PrefectServer Server { get; private set; } = null!;

    internal ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected virtual PrefectServerOptions ServerOptions => new();

    public async ValueTask InitializeAsync() => Server = await PrefectServer.StartAsync(ServerOptions, Ct);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal PrefectSettings Settings(params (string Name, string Value)[] values) => SettingsFor(Server.Url, values);

    internal PrefectSettings SettingsFor(string url, params (string Name, string Value)[] values)
    {
        Dictionary<string, string> environment = values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        environment.TryAdd("PREFECT_API_URL", url);
        return PrefectSettings.Load(new() { Environment = environment, CurrentDirectory = Folder.Path, UserDirectory = Folder.Path });
    }

    /// <summary>A client whose waits are over at once; the clock tells how long they were. Nothing is left to chance.</summary>
    internal PrefectApi Api(params (string Name, string Value)[] values) => new(Settings(values), Options);

    internal PrefectApiOptions Options => new() { Clock = Clock, Chance = () => 0.5 };

    internal IReadOnlyList<double> WaitedSeconds => [.. Clock.Waits.Select(wait => Math.Round(wait.TotalSeconds, 3))];
}
