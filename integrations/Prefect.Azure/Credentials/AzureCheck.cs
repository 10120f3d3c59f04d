using System.Net;
using Azure.Identity;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>The probes of this package's blocks.</summary>
internal static class AzureCheck
{
    private static readonly HashSet<string> s_signIn = new(StringComparer.OrdinalIgnoreCase)
    {
        "AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation", "InvalidAuthenticationToken",
        "ExpiredAuthenticationToken", "InvalidAuthenticationTokenTenant", "AuthenticationFailedMissingToken", "KeyBasedAuthenticationNotPermitted",
    };

    /// <summary>Finds out how far requests come: to the address, and then to the answer of one that reads.</summary>
    /// <param name="endpoint">Gives the address; may find the properties wrong.</param>
    /// <param name="ask">Sends the request, and says what was found.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static Task<BlockCheckResult> RunAsync(
        Func<Uri> endpoint, Func<CancellationToken, Task<string>> ask, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                BlockCheckResult? unreachable = await ReachAsync(endpoint(), token).ConfigureAwait(false);
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
        catch (AzureException exception)
        {
            probe.Enter(StageOf(exception));
            return probe.Fail(exception.Message);
        }
    }

    private static BlockCheckStage StageOf(AzureException exception) => exception switch
    {
        { ErrorCode: { } code } when s_signIn.Contains(code) => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Unauthorized } => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Forbidden } => BlockCheckStage.Permission,
        { StatusCode: not null } => BlockCheckStage.Resource,
        _ when AzureFault.IsDistrust(exception) => BlockCheckStage.Encryption,
        { InnerException: AuthenticationFailedException } => BlockCheckStage.SignIn,
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
