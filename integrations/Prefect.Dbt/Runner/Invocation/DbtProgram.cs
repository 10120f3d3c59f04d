using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>The program <c>dbt</c>, told to log in JSON.</summary>
internal sealed class DbtProgram(string executable, DbtLogLevel fileLevel, IReadOnlyDictionary<string, string> variables)
{
    /// <summary>Runs a command until it ends, or the token ends it.</summary>
    /// <returns>The code that it ended with.</returns>
    /// <exception cref="ShellException">There is no such program, or it cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, and dbt was ended with all that it had started.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Func<ChildLine, ValueTask> onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChildProgram program = new(executable, arguments) { Environment = Environment() };
        ChildProcess process = ChildProcess.Start(program, onLine);
        await using (process.ConfigureAwait(false))
        {
            return await process.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nodes are told of at the level of debug, so that dbt has to tell all; what is logged is chosen here.</summary>
    private Dictionary<string, string?> Environment()
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["DBT_LOG_FORMAT"] = "json",
            ["DBT_LOG_LEVEL"] = "debug",
            ["DBT_LOG_LEVEL_FILE"] = fileLevel.Name(),
            ["DBT_QUIET"] = "false",
            ["DBT_USE_COLORS"] = "false",
            ["PYTHONUNBUFFERED"] = "1",
            ["PYTHONIOENCODING"] = "utf-8",
        };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }
}
