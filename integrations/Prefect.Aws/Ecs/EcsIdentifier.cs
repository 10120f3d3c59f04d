using System.Diagnostics.CodeAnalysis;

namespace Prefect.Aws;

/// <summary>Names a task that was started, in the form that Prefect keeps with a flow run: <c>cluster::task</c>.</summary>
/// <param name="Cluster">Name or ARN of the cluster.</param>
/// <param name="TaskArn">ARN of the task.</param>
public sealed record EcsIdentifier(string Cluster, string TaskArn)
{
    private const string Separator = "::";

    /// <summary>Id of the task inside of its cluster: what follows the last slash of the ARN.</summary>
    public string TaskId => TaskArn[(TaskArn.LastIndexOf('/') + 1)..];

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form <c>cluster::task</c>.</exception>
    public static EcsIdentifier Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out EcsIdentifier? identifier)
            ? identifier
            : throw new FormatException("This names no task of Amazon ECS: it has the form 'cluster::task', as a run's identifier prints itself.");
    }

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <param name="identifier">What it says; null unless it has the form <c>cluster::task</c>.</param>
    /// <returns>Whether it has that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EcsIdentifier? identifier)
    {
        int at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        string task = at < 0 ? "" : text![(at + Separator.Length)..];
        identifier = at > 0 && !string.IsNullOrWhiteSpace(task) && !string.IsNullOrWhiteSpace(text![..at]) ? new EcsIdentifier(text[..at], task) : null;
        return identifier is not null;
    }

    /// <summary>Gives the form <c>cluster::task</c>.</summary>
    public override string ToString() => Cluster + Separator + TaskArn;
}
