using System.Net;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Finds out how far requests to a workspace come.</summary>
internal static class DatabricksCheck
{
    public static Task<BlockCheckResult> RunAsync(DatabricksCredentials credentials, CancellationToken cancellationToken) => BlockProbe.RunAsync(
        async (probe, token) =>
        {
            DatabricksConnection connection = DatabricksConnection.Of(credentials);
            return await ReachAsync(connection, token).ConfigureAwait(false) ?? await AskAsync(probe, connection.Api, token).ConfigureAwait(false);
        },
        cancellationToken: cancellationToken);

    // Where connections of its own are used, the way that a probe would take is not theirs.
    private static async Task<BlockCheckResult?> ReachAsync(DatabricksConnection connection, CancellationToken cancellationToken)
    {
        Uri address = connection.Api.Address;
        if (DatabricksAccess.Current.Connections is not null || connection.Settings.Proxy is not null || NetworkProbe.IsProxied(address))
        {
            return null;
        }

        BlockCheckResult reached = await NetworkProbe.CheckAsync(address, connection.Settings.Trust, cancellationToken).ConfigureAwait(false);
        return reached.Succeeded ? null : reached;
    }

    private static async Task<BlockCheckResult> AskAsync(BlockProbe probe, RestClient api, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            RestRequest request = RestRequest.Get("2.1/jobs/list").With("limit", 1) with { Attempts = 2 };
            await api.SendAsync(DatabricksOperation.Jobs("List", "list the jobs", id: null), request, DatabricksWire.Type<JobPage>(), cancellationToken).ConfigureAwait(false);
            probe.Enter(BlockCheckStage.Permission);
            return probe.Pass($"Signed in to {api.Address.Host}, and jobs may be listed.");
        }
        catch (DatabricksConfigurationException exception)
        {
            probe.Enter(BlockCheckStage.Configuration);
            return probe.Fail(exception.Message);
        }
        catch (DatabricksException exception)
        {
            probe.Enter(StageOf(exception));
            return probe.Fail(exception.Message);
        }
    }

    private static BlockCheckStage StageOf(DatabricksException exception) => exception switch
    {
        { StatusCode: null } => BlockCheckStage.Connection,
        { InnerException: DatabricksException } or { StatusCode: HttpStatusCode.Unauthorized } => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Forbidden } => BlockCheckStage.Permission,
        _ => BlockCheckStage.Resource,
    };
}
