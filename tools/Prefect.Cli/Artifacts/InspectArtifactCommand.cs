using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>artifact inspect</c>: shows the versions of a key, the last first.</summary>
internal sealed class InspectArtifactCommand : CliCommand
{
    private readonly Argument<string> _key = new("KEY") { Description = "Key of the artifact." };
    private readonly Option<int> _limit = Limits.Of("versions", 10);

    public InspectArtifactCommand(CliHost host)
        : base("inspect", "Show the versions of an artifact, the last first.", host)
    {
        Add(_key);
        Add(_limit);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string key = invocation.Get(_key)!;
        ArtifactFilter filter = new() { Key = key, Limit = invocation.Get(_limit) };
        List<Artifact> artifacts = await invocation.RunStore.Artifacts.ListAsync(filter, cancellationToken).ToListAsync(cancellationToken);
        if (artifacts.Count == 0)
        {
            throw DeleteArtifactCommand.Missing(invocation, $"the key '{Printable.Short(key)}'");
        }

        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => ArtifactJson.Write(json, artifacts));
            return ExitCodes.Done;
        }

        foreach (Artifact artifact in artifacts)
        {
            invocation.Screen.Table(TextTable.OfPairs(artifact.Key)
                .Row("Id", artifact.Id.ToString())
                .Row("Type", artifact.Type)
                .Row("Description", artifact.Description)
                .Row("Data", artifact.Text)
                .Row("Flow run", artifact.FlowRunId?.ToString())
                .Row("Task run", artifact.TaskRunId?.ToString())
                .Row("Created", artifact.Created.ToString("u"))
                .Row("Updated", artifact.Updated.ToString("u")));
        }

        return ExitCodes.Done;
    }
}
