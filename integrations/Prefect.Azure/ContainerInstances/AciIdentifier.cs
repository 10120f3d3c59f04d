using System.Diagnostics.CodeAnalysis;

namespace Prefect.Azure;

/// <summary>Names a container group that was started, in the form that Prefect keeps with a flow run: <c>run:group</c>.</summary>
/// <param name="FlowRunId">Id of the flow run, or of a run that no flow has.</param>
/// <param name="ContainerGroupName">Name of the container group.</param>
public sealed record AciIdentifier(string FlowRunId, string ContainerGroupName)
{
    private const char Separator = ':';

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">It has not the form <c>run:group</c>.</exception>
    public static AciIdentifier Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out AciIdentifier? identifier)
            ? identifier
            : throw new FormatException(
                "This names no container group of a run: it has the form 'run:group', as a run's identifier prints itself, and a group's name has letters, digits and dashes.");
    }

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">The text.</param>
    /// <param name="identifier">What it says; null unless it has the form <c>run:group</c>.</param>
    /// <returns>Whether it has that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AciIdentifier? identifier)
    {
        string[] parts = (text ?? "").Split(Separator);
        identifier = parts is [var run, var group] && !string.IsNullOrWhiteSpace(run) && AciNames.IsGroup(group) ? new AciIdentifier(run, group) : null;
        return identifier is not null;
    }

    /// <summary>Gives the form <c>run:group</c>.</summary>
    public override string ToString() => FlowRunId + Separator + ContainerGroupName;
}
