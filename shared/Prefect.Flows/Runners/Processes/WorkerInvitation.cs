namespace Prefect.Flows;

/// <summary>What a worker finds in its environment: where to report.</summary>
/// <param name="Pipe">Name of the pipe.</param>
/// <param name="Token">Proves that the worker is the one that was started.</param>
internal sealed record WorkerInvitation(string Pipe, string Token)
{
    public const string Advice =
        "Where start-up hooks do not work (programs that are trimmed or compiled ahead of time), call ProcessPoolTaskRunner.RunWorkerIfAsked() first in the program's entry point.";

    private const string Variable = "PREFECT__TASK_WORKER";
    private const string HooksVariable = "DOTNET_STARTUP_HOOKS";
    private const char Separator = '|';

    /// <summary>Takes the invitation out of the environment, so that processes that the worker starts find none. Null when there is none.</summary>
    public static WorkerInvitation? Take()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(Separator, 3) is not [string pipe, string token, string hooks])
        {
            return null;
        }

        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable(HooksVariable, hooks.Length == 0 ? null : hooks);
        return new WorkerInvitation(pipe, token);
    }

    /// <summary>Whether this process was started as a worker, and its program went on as if it had not been.</summary>
    public static bool IsIgnored => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Puts the invitation into the environment of a process that is about to start.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="hook">Assembly that the runtime calls before the program's entry point.</param>
    public void Send(IDictionary<string, string?> environment, string hook)
    {
        string? hooks = environment.TryGetValue(HooksVariable, out string? value) ? value : null;
        environment[Variable] = string.Join(Separator, Pipe, Token, hooks);
        environment[HooksVariable] = string.IsNullOrEmpty(hooks) ? hook : $"{hooks}{Path.PathSeparator}{hook}";
    }

    public override string ToString() => Pipe;
}
