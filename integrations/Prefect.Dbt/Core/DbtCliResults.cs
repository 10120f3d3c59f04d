using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>What a command left behind in the folder that dbt writes to; not what an earlier one did.</summary>
internal sealed record DbtCliResults(DbtRunResults? RunResults, DbtSourceFreshness? SourceFreshness, IReadOnlyList<DbtSummaryNode> Nodes)
{
    private static DbtCliResults None { get; } = new(null, null, []);

    /// <summary>Reads them.</summary>
    /// <param name="call">The command.</param>
    /// <param name="invocationId">Its id, as its log had it; without one nothing tells whose the files are.</param>
    /// <param name="logger">Is told of files that cannot be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DbtCliResults> ReadAsync(DbtCliCall call, string? invocationId, ILogger logger, CancellationToken cancellationToken)
    {
        if (invocationId is null)
        {
            return None;
        }

        bool isOfSources = call.Command.StartsWith("source", StringComparison.Ordinal);
        string path = Path.Combine(call.TargetPath, isOfSources ? "sources.json" : "run_results.json");
        if (!File.Exists(path))
        {
            return None;
        }

        try
        {
            DbtManifest? manifest = await ManifestAsync(call, cancellationToken).ConfigureAwait(false);
            if (isOfSources)
            {
                DbtSourceFreshness sources = await DbtSourceFreshness.LoadAsync(path, cancellationToken).ConfigureAwait(false);
                return sources.Metadata.InvocationId == invocationId ? new(null, sources, DbtSummaryNode.Of(sources, manifest)) : None;
            }

            DbtRunResults results = await DbtRunResults.LoadAsync(path, cancellationToken).ConfigureAwait(false);
            return results.Metadata.InvocationId == invocationId ? new(results, null, DbtSummaryNode.Of(results, manifest)) : None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            DbtLog.NoResults(logger, path, exception);
            return None;
        }
    }

    private static async Task<DbtManifest?> ManifestAsync(DbtCliCall call, CancellationToken cancellationToken)
    {
        string path = Path.Combine(call.TargetPath, "manifest.json");
        return call.Options.CreateSummaryArtifact && File.Exists(path) ? await DbtManifest.LoadAsync(path, cancellationToken).ConfigureAwait(false) : null;
    }
}
