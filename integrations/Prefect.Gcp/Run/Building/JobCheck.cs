using System.Net;
using Google.Apis.Auth.OAuth2.Responses;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>The probes of jobs.</summary>
internal static class JobCheck
{
    /// <summary>Finds out how far requests come: to the address, and then to the answer of one that reads.</summary>
    /// <param name="open">Gives the service; may find the properties wrong.</param>
    /// <param name="ask">Sends the request, and says what was found.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static Task<BlockCheckResult> RunAsync(Func<GoogleService> open, Func<CancellationToken, Task<string>> ask, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                GoogleEndpoint endpoint = await open().EndpointAsync(token).ConfigureAwait(false);
                BlockCheckResult? unreachable = await ReachAsync(endpoint.Address, token).ConfigureAwait(false);
                return unreachable ?? await AskAsync(probe, ask, token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    private static async Task<BlockCheckResult> AskAsync(BlockProbe probe, Func<CancellationToken, Task<string>> ask, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            string found = await ask(cancellationToken).ConfigureAwait(false);
            probe.Enter(BlockCheckStage.Resource);
            return probe.Pass(found);
        }
        catch (GcpException exception)
        {
            probe.Enter(StageOf(exception));
            return probe.Fail(exception.Message);
        }
    }

    private static BlockCheckStage StageOf(GcpException exception) => exception switch
    {
        { InnerException: TokenResponseException } or { StatusCode: HttpStatusCode.Unauthorized } => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Forbidden } => BlockCheckStage.Permission,
        { StatusCode: not null } => BlockCheckStage.Resource,
        _ => BlockCheckStage.Connection,
    };

    private static async Task<BlockCheckResult?> ReachAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        // Behind a proxy, the way that the probe would take is not the way that requests take.
        if (HttpClient.DefaultProxy.GetProxy(endpoint) is { } proxy && proxy != endpoint)
        {
            return null;
        }

        BlockCheckResult reached = await NetworkProbe.CheckAsync(endpoint, cancellationToken: cancellationToken).ConfigureAwait(false);
        return reached.Succeeded ? null : reached;
    }
}
