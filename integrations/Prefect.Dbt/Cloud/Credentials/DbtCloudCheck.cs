using System.Net;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>The probes of dbt Cloud's blocks.</summary>
internal static class DbtCloudCheck
{
    /// <summary>Finds out how far requests come: to the address, and then to the answer of one that reads.</summary>
    /// <param name="open">Gives the client; may find the properties wrong.</param>
    /// <param name="ask">Sends the request, and says what was found.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static Task<BlockCheckResult> RunAsync(
        Func<DbtCloudAdministrativeClient> open,
        Func<DbtCloudAdministrativeClient, CancellationToken, Task<string>> ask,
        CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                DbtCloudAdministrativeClient client = open();
                if (client.IsReachedDirectly && await NetworkProbe.CheckAsync(client.Address, cancellationToken: token).ConfigureAwait(false) is { Succeeded: false } unreachable)
                {
                    return unreachable;
                }

                probe.Enter(BlockCheckStage.SignIn);
                try
                {
                    string found = await ask(client, token).ConfigureAwait(false);
                    probe.Enter(BlockCheckStage.Resource);
                    return probe.Pass(found);
                }
                catch (DbtCloudException exception)
                {
                    probe.Enter(StageOf(exception));
                    return probe.Fail(exception.Message);
                }
            },
            cancellationToken: cancellationToken);

    private static BlockCheckStage StageOf(DbtCloudException exception) => exception.StatusCode switch
    {
        HttpStatusCode.Unauthorized => BlockCheckStage.SignIn,
        HttpStatusCode.Forbidden => BlockCheckStage.Permission,
        null => BlockCheckStage.Connection,
        _ => BlockCheckStage.Resource,
    };
}
