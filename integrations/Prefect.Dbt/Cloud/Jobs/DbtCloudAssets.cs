using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Makes the tables that runs made known as assets. The runs are done: whatever fails of this is logged.</summary>
internal sealed class DbtCloudAssets(DbtCloudAdministrativeClient client, ILogger log)
{
    private const string Materialized = "prefect.asset.materialization.succeeded";
    private const string Id = "prefect.resource.id";
    private const string Role = "prefect.resource.role";

    private static readonly string[] s_related = ["run_steps"];

    public async Task EmitAsync(long runId, CancellationToken cancellationToken)
    {
        try
        {
            DbtCloudRun run = await client.GetRunAsync(runId, s_related, cancellationToken).ConfigureAwait(false);
            foreach (DbtCloudRunStep step in run.RunSteps.Where(IsMaterializing))
            {
                await EmitAsync(runId, step, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbtCloudException exception)
        {
            DbtLog.AssetsUnknown(log, 0, runId, exception.Message);
        }
    }

    private static bool IsMaterializing(DbtCloudRunStep step) =>
        new DbtStepCommand(step.Command).Materializes && step.Status.ToUpperInvariant() is not ("CANCELLED" or "SKIPPED");

    private async Task EmitAsync(long runId, DbtCloudRunStep step, CancellationToken cancellationToken)
    {
        try
        {
            DbtManifest manifest = (await client.GetRunArtifactAsync(runId, "manifest.json", step.Index, cancellationToken).ConfigureAwait(false)).ToManifest();
            DbtRunResults results = (await client.GetRunArtifactAsync(runId, "run_results.json", step.Index, cancellationToken).ConfigureAwait(false)).ToRunResults();
            foreach (DbtRunResult result in results.Results.Where(static result => result.Status == "success"))
            {
                await EmitAsync(manifest, result, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DbtCloudException or JsonException or ArgumentException or EventTooLargeException)
        {
            DbtLog.AssetsUnknown(log, step.Index, runId, exception.Message);
        }
    }

    private static async Task EmitAsync(DbtManifest manifest, DbtRunResult result, CancellationToken cancellationToken)
    {
        if (manifest.Find(result.UniqueId) is not { ResourceType: "model" or "seed" or "snapshot" } node || KeyOf(manifest, node) is not { } key)
        {
            return;
        }

        Dictionary<string, string> resource = new(StringComparer.Ordinal) { [Id] = key, ["prefect.resource.name"] = node.Name };
        if (!string.IsNullOrWhiteSpace(node.Description))
        {
            resource["prefect.asset.description"] = node.Description;
        }

        List<IReadOnlyDictionary<string, string>> related =
        [
            .. node.DependsOn.Select(manifest.Find).Select(above => above is null ? null : KeyOf(manifest, above)).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(static above => Related(above, "asset")),
            Related("dbt", "asset-materialized-by"),
        ];
        EventOptions options = new()
        {
            Related = related,
            Payload = JsonElement.Parse($$"""{"execution_time":{{result.ExecutionTime.TotalSeconds.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}}}"""),
        };
        await Events.EmitAsync(Materialized, resource, options, cancellationToken).ConfigureAwait(false);
    }

    // What is made nowhere is no asset.
    private static string? KeyOf(DbtManifest manifest, DbtManifestNode node) =>
        node.RelationName is { Length: > 0 } relation ? new Asset(DbtNames.FormatResourceId(manifest.Metadata.AdapterType ?? "dbt", relation)).Key : null;

    private static Dictionary<string, string> Related(string id, string role) => new(StringComparer.Ordinal) { [Id] = id, [Role] = role };
}
