using Prefect.Blocks;
using Prefect.Git;

namespace Prefect.Azure;

/// <summary>
/// A git repository in Azure DevOps, whose files are copied by the git command. The token is in no address, argument, error or log, and
/// goes to no other host than the repository's.
/// </summary>
/// <example>
/// <code>
/// AzureDevopsRepository code = await AzureDevopsRepository.LoadAsync("flows");
/// await code.GetDirectoryAsync("src", "work");
/// </code>
/// </example>
[Block(
    "Azure DevOps Repository",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureDevopsRepository : Block, IReadableDeploymentStorage, ICheckable
{
    // Azure DevOps looks at the token alone, but git sends none without a user.
    private const string AnyUser = "git";

    /// <summary>Address of the repository, which begins with <c>https://</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Branch or tag to copy. Default: the branch that the repository names.</summary>
    public string? Reference { get; init; }

    /// <summary>How many commits git fetches, at least 1; null for all. Default: 1.</summary>
    [BlockField(Schema = """{"anyOf":[{"minimum":1,"type":"integer"},{"type":"null"}]}""")]
    public int? GitDepth { get; init; } = 1;

    /// <summary>How to sign in. Default: as git itself does on the machine.</summary>
    public AzureDevopsCredentials? Credentials { get; init; }

    /// <summary>
    /// Copies the files of the repository, or of one folder of it, to a local folder. They are moved there when all have arrived; what is
    /// there already stays or is replaced. Tried three times, where trying again may help.
    /// </summary>
    /// <param name="fromPath">Folder in the repository, which is made below the local folder, too. Default: the whole repository.</param>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation, and git with it.</param>
    /// <exception cref="AzureConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="ArgumentException"><paramref name="fromPath"/> leads out of the repository.</exception>
    /// <exception cref="AzureException">
    /// There is no such repository, reference or folder, it may not be read, or the service or the git command could not be reached.
    /// </exception>
    /// <exception cref="UnsafePathException">The repository holds a name or a link that leads out of the folder.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task GetDirectoryAsync(string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default)
    {
        GitSource source = Source();
        AzureOperation operation = new(AzureService.DevOps, "Clone", "copy the repository", source.Address.Clean);
        await GitCall.RunAsync(
            operation,
            token => new GitRepository(source).CopyToAsync(fromPath, localPath, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Signs in, and looks for the repository and the reference.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => GitCall.CheckAsync(Source, cancellationToken);

    internal GitSource Source()
    {
        GitAddress address = Address();
        GitSource source = new(address)
        {
            Reference = Reference,
            Depth = GitDepth,
            SignIn = Credentials is null ? address.SignIn : new GitSignIn(address.User ?? AnyUser, Credentials.RequiredToken),
        };
        return source.FindProblem() is { } problem ? throw new AzureConfigurationException(FieldOf(problem.Setting), problem.Message) : source;
    }

    private static string FieldOf(GitSetting setting) => setting switch
    {
        GitSetting.Depth => "git_depth",
        GitSetting.Reference => "reference",
        _ => "repository",
    };

    private GitAddress Address()
    {
        try
        {
            GitAddress address = GitAddress.Parse(Repository);
            return address.IsWeb
                ? address
                : throw new AzureConfigurationException("repository", "The repository is addressed by SSH. Give the address that begins with https://.");
        }
        catch (ArgumentException exception) when (exception is not AzureConfigurationException)
        {
            throw new AzureConfigurationException("repository", exception.Message, exception);
        }
    }
}
