using System.Net;
using Prefect.Blocks;
using Prefect.Git;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Puts what git tells in the words of this package.</summary>
internal static class GitCall
{
    /// <exception cref="AzureException">Git failed.</exception>
    public static Task<T> RunAsync<T>(AzureOperation operation, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        AzureCall.RunAsync(operation, token => DescribeAsync(run, token), cancellationToken);

    public static Task<BlockCheckResult> CheckAsync(Func<GitSource> source, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                GitSource found = source();
                if (!NetworkProbe.IsProxied(found.Address.Server!))
                {
                    BlockCheckResult reached = await NetworkProbe.CheckAsync(found.Address.Server!, cancellationToken: token).ConfigureAwait(false);
                    if (!reached.Succeeded)
                    {
                        return reached;
                    }
                }

                return await FindAsync(probe, found, token).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    private static async Task<BlockCheckResult> FindAsync(BlockProbe probe, GitSource source, CancellationToken cancellationToken)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            await new GitRepository(source).FindAsync(cancellationToken).ConfigureAwait(false);
            probe.Enter(BlockCheckStage.Resource);
            return probe.Pass($"The repository '{source.Address}' is there, and may be read.");
        }
        catch (GitException exception)
        {
            probe.Enter(StageOf(exception.Kind));
            return probe.Fail(exception.Message);
        }
    }

    private static async Task<T> DescribeAsync<T>(Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception) when (exception.ParamName == "signIn")
        {
            throw new AzureConfigurationException("token", exception.Message, exception);
        }
        catch (GitException exception)
        {
            ServiceFault fault = new(StatusOf(exception.Kind), exception.Kind.ToString(), null, exception.IsTransient);
            throw new AzureException(exception.Message, fault, exception);
        }
    }

    private static HttpStatusCode? StatusOf(GitFailureKind kind) => kind switch
    {
        GitFailureKind.SignIn => HttpStatusCode.Unauthorized,
        GitFailureKind.Permission => HttpStatusCode.Forbidden,
        GitFailureKind.Repository or GitFailureKind.Reference or GitFailureKind.Folder => HttpStatusCode.NotFound,
        _ => null,
    };

    private static BlockCheckStage StageOf(GitFailureKind kind) => kind switch
    {
        GitFailureKind.Missing or GitFailureKind.Local => BlockCheckStage.Configuration,
        GitFailureKind.SignIn => BlockCheckStage.SignIn,
        GitFailureKind.Permission => BlockCheckStage.Permission,
        GitFailureKind.NameResolution => BlockCheckStage.NameResolution,
        GitFailureKind.Encryption => BlockCheckStage.Encryption,
        GitFailureKind.Connection or GitFailureKind.Timeout => BlockCheckStage.Connection,
        _ => BlockCheckStage.Resource,
    };
}
