using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>The limit that a command is about.</summary>
internal static class LimitTarget
{
    /// <summary>What the names of limits on tags begin with.</summary>
    public const string TagPrefix = "tag:";

    public static Argument<string> Name() => new("NAME") { Description = "Name of the limit." };

    public static Argument<string> Tag() => new("TAG") { Description = "Tag of the tasks that are limited." };

    /// <exception cref="CommandFailedException">There is no such limit.</exception>
    public static async Task<ConcurrencyLimit> FindAsync(Invocation invocation, string name, CancellationToken cancellationToken) =>
        await invocation.RunStore.ConcurrencyLimits.FindAsync(name, cancellationToken) ?? throw Missing(invocation, name);

    public static CommandFailedException Missing(Invocation invocation, string name)
    {
        (string what, string group) = name.StartsWith(TagPrefix, StringComparison.Ordinal)
            ? ($"concurrency limit for the tag '{Printable.Short(name[TagPrefix.Length..])}'", "concurrency-limit")
            : ($"concurrency limit '{Printable.Short(name)}'", "gcl");
        return new CommandFailedException($"There is no {what} in {invocation.RunStore.Location}. 'dotnet prefect {group} ls' lists those there are.");
    }

    public static async Task DeleteAsync(Invocation invocation, string name, string shown, CancellationToken cancellationToken)
    {
        await FindAsync(invocation, name, cancellationToken);
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Delete {shown}?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        if (!await invocation.RunStore.ConcurrencyLimits.DeleteAsync(name, cancellationToken))
        {
            throw Missing(invocation, name);
        }

        invocation.Screen.Line($"Deleted {shown}.");
    }
}
