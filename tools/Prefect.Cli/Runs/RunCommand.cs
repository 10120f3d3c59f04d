using Prefect.Client;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>A command that works with the store of runs.</summary>
internal abstract class RunCommand(string name, string description, CliHost host) : CliCommand(name, description, host)
{
    protected abstract Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        try
        {
            await using EmbeddedRunStore store = Open(invocation);
            return await RunAsync(invocation, store, cancellationToken);
        }
        catch (FlowException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
    }

    /// <summary>Opens the store itself, whether or not this user's programs record their runs at the moment.</summary>
    private static EmbeddedRunStore Open(Invocation invocation)
    {
        PrefectSettings settings = invocation.Settings;
        if (settings.StoreKind != StoreKind.Embedded)
        {
            throw new CommandFailedException(
                $"The settings choose the Prefect server at {settings["PREFECT_API_URL"].Display()}, but this version keeps runs in the embedded store only. "
                + "Unset PREFECT_API_URL, or switch to a profile without it: dotnet prefect profile use ephemeral");
        }

        settings.Home.Create();
        return EmbeddedRunStore.Open(settings.EmbeddedStore.RunsPath);
    }
}
