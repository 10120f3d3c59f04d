using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>
/// Signs in to a Databricks workspace: by an access token, as a service principal of Databricks or, with a tenant, as one of Azure. Tokens of
/// service principals renew themselves before they run out.
/// </summary>
/// <example>
/// <code>
/// DatabricksCredentials credentials = await DatabricksCredentials.LoadAsync("production");
/// DatabricksJobRun run = await new DatabricksJob(credentials, 11223344).TriggerOnceAsync("nightly-2026-11-20");
/// await run.WaitForCompletionAsync();
/// </code>
/// </example>
[Block(
    "Databricks Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/ff9a2573c23954bedd27b0f420465a55b1a99dfd-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-databricks")]
public sealed partial record DatabricksCredentials : Block, ICredentials<DatabricksClient>, ICheckable
{
    /// <summary>Host of the workspace, without a scheme: <c>adb-1234567890123456.7.azuredatabricks.net</c>.</summary>
    public required string DatabricksInstance { get; init; }

    /// <summary>Access token of a person or a service principal. Set this, or a client's id and secret.</summary>
    public SecretString? Token { get; init; }

    /// <summary>Id of the service principal.</summary>
    [BlockField(Title = "Client ID")]
    public string? ClientId { get; init; }

    /// <summary>Secret of the service principal.</summary>
    public SecretString? ClientSecret { get; init; }

    /// <summary>Tenant of the service principal, where it is one of Azure.</summary>
    [BlockField(Title = "Tenant ID")]
    public string? TenantId { get; init; }

    /// <summary>How requests are sent: <c>headers</c>, <c>timeout</c> in seconds, <c>verify</c> and <c>proxy</c>.</summary>
    public JsonObject? ClientKwargs { get; init; }

    /// <inheritdoc/>
    /// <exception cref="DatabricksConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public DatabricksClient GetClient() => new(DatabricksConnection.Of(this).Api);

    /// <summary>Signs in, and asks for one job of the list.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => DatabricksCheck.RunAsync(this, cancellationToken);
}
