using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>The variable that a command is about.</summary>
internal static class VariableTarget
{
    public static Argument<string> Name() => new("NAME") { Description = "Name of the variable." };

    /// <exception cref="CommandFailedException">There is no such variable.</exception>
    public static async Task<Variable> FindAsync(Invocation invocation, string name, CancellationToken cancellationToken) =>
        await invocation.RunStore.Variables.FindAsync(name, cancellationToken) ?? throw Missing(invocation, name);

    public static CommandFailedException Missing(Invocation invocation, string name) => new(
        $"There is no variable '{Printable.Short(name)}' in {invocation.RunStore.Location}. 'dotnet prefect variable ls' lists those there are.");
}
