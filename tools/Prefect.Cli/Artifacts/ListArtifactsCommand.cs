using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>artifact ls</c>.</summary>
internal sealed class ListArtifactsCommand : CliCommand
{
    private readonly Option<int> _limit = Limits.Of("artifacts", 100);
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Show every version of a key, not only the last." };

    public ListArtifactsCommand(CliHost host)
        : base("ls", "List the artifacts.", host)
    {
        Aliases.Add("list");
        Add(_limit);
        Add(_all);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ArtifactFilter filter = new() { LatestOnly = !invocation.Get(_all), Limit = invocation.Get(_limit) };
        List<Artifact> artifacts = await invocation.RunStore.Artifacts.ListAsync(filter, cancellationToken).ToListAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => ArtifactJson.Write(json, artifacts));
            return ExitCodes.Done;
        }

        TextTable table = new("Artifacts", "ID", "Key", "Type", "Updated");
        foreach (Artifact artifact in artifacts)
        {
            table.Row(artifact.Id.ToString(), artifact.Key, artifact.Type, artifact.Updated.ToString("u"));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
