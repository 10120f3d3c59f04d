using System.Net;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>The probes of this package's blocks.</summary>
internal static class SnowflakeCheck
{
    /// <summary>Finds out how far requests to the account come, signs in, and asks something.</summary>
    /// <param name="credentials">Who signs in.</param>
    /// <param name="options">Where.</param>
    /// <param name="ask">Asks, and says what was found. The session is closed after it.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static Task<BlockCheckResult> RunAsync(
        SnowflakeCredentials credentials,
        SnowflakeConnectOptions options,
        Func<ISnowflakeSession, string, CancellationToken, Task<string>> ask,
        CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                SnowflakeSigner signer = new(credentials, options, SnowflakeAccess.Current);
                return await ReachAsync(signer, token).ConfigureAwait(false) ?? await AskAsync(probe, signer, ask, token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    /// <summary>Says who signed in, as the answer to the sign-in has it.</summary>
    public static Task<string> DescribeAsync(ISnowflakeSession session, string who, CancellationToken cancellationToken) =>
        Task.FromResult($"Signed in as {who}; the role is {session.State.Role ?? "not set"}.");

    private static async Task<BlockCheckResult> AskAsync(
        BlockProbe probe, SnowflakeSigner signer, Func<ISnowflakeSession, string, CancellationToken, Task<string>> ask, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            SnowflakeSession session = await SnowflakeSession.OpenAsync(signer, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                probe.Enter(BlockCheckStage.Resource);
                return probe.Pass(await ask(session, signer.Who, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (SnowflakeException exception)
        {
            probe.Enter(StageOf(exception, probe.Stage));
            return probe.Fail(exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidPemFormatException)
        {
            probe.Enter(BlockCheckStage.Configuration);
            return probe.Fail(exception.Message);
        }
    }

    private static BlockCheckStage StageOf(SnowflakeException exception, BlockCheckStage reached) => exception switch
    {
        { StatusCode: null } => BlockCheckStage.Connection,

        // What a role may not see is, to it, not there: the service does not tell one from the other.
        { SqlState: "42501" or "02000" } or { ErrorCode: "3001" } => BlockCheckStage.Permission,
        { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.NotFound } => BlockCheckStage.Resource,
        _ => reached,
    };

    private static async Task<BlockCheckResult?> ReachAsync(SnowflakeSigner signer, CancellationToken cancellationToken)
    {
        if (!signer.Access.ProbesNetwork || NetworkProbe.IsProxied(signer.Address))
        {
            return null;
        }

        BlockCheckResult reached = await NetworkProbe.CheckAsync(signer.Address, cancellationToken: cancellationToken).ConfigureAwait(false);
        return reached.Succeeded ? null : reached;
    }
}
