using System.Net;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>The probes of this package's blocks.</summary>
internal static class GcpCheck
{
    /// <summary>Signs in, and says who that is.</summary>
    public static Task<BlockCheckResult> SignInAsync(GcpCredentials credentials, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                GcpSession session = await credentials.Identity().OpenAsync(token).ConfigureAwait(false);
                return await AskAsync(
                    probe,
                    async end =>
                    {
                        await credentials.MintAsync(end).ConfigureAwait(false);
                        return $"Signed in{(session.Email is null ? "" : " as " + session.Email)}; the project is {session.Project ?? "not set"}.";
                    },
                    BlockCheckStage.SignIn,
                    token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    /// <summary>Finds out how far requests to a service come: to the address, and then to the answer of one that reads.</summary>
    /// <param name="service">Gives the service; may find the properties wrong.</param>
    /// <param name="ask">Sends the request, and says what was found.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static Task<BlockCheckResult> RunAsync(
        Func<GoogleService> service, Func<GoogleService, CancellationToken, Task<string>> ask, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                GoogleService opened = service();
                GoogleEndpoint endpoint = await opened.EndpointAsync(token).ConfigureAwait(false);
                BlockCheckResult? unreachable = await ReachAsync(endpoint.Address, token).ConfigureAwait(false);
                return unreachable ?? await AskAsync(probe, end => ask(opened, end), BlockCheckStage.Resource, token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    private static async Task<BlockCheckResult> AskAsync(
        BlockProbe probe, Func<CancellationToken, Task<string>> ask, BlockCheckStage last, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            string found = await ask(cancellationToken).ConfigureAwait(false);
            probe.Enter(last);
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
        { InnerException: GcpSignInFailure, StatusCode: not null } => BlockCheckStage.SignIn,
        { InnerException: GcpSignInFailure } => BlockCheckStage.Connection,
        { StatusCode: HttpStatusCode.Unauthorized } => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Forbidden } => BlockCheckStage.Permission,
        { StatusCode: not null } => BlockCheckStage.Resource,
        _ => BlockCheckStage.Connection,
    };

    private static async Task<BlockCheckResult?> ReachAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        if (NetworkProbe.IsProxied(endpoint))
        {
            return null;
        }

        BlockCheckResult reached = await NetworkProbe.CheckAsync(endpoint, cancellationToken: cancellationToken).ConfigureAwait(false);
        return reached.Succeeded ? null : reached;
    }
}
